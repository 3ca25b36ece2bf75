/** Who measures when: what answers in milliseconds is measured alone, since what else a server does would count too. */
import type { Fixture } from '../../../suite/api/index.ts';

export interface Turns {
  /** Runs `work` beside other work that need not be alone, or while nothing else runs. */
  readonly run: <T>(isAlone: boolean, work: () => Promise<T>) => Promise<T>;
}

/** In the order of asking: nobody waits for those who ask later. */
export function createTurns(): Turns {
  const unfinished = new Set<Promise<unknown>>();
  let lastAlone: Promise<unknown> = Promise.resolve();
  return {
    run(isAlone, work) {
      const before = isAlone ? Promise.all(unfinished) : lastAlone;
      const result = before.then(work);
      const ended: Promise<unknown> = result.catch(() => {}).finally(() => unfinished.delete(ended));
      unfinished.add(ended);
      if (isAlone) lastAlone = ended;
      return result;
    },
  };
}

/** All tests of the suite take turns. */
export const turns: Fixture<Turns> = { per: 'suite', make: createTurns };
