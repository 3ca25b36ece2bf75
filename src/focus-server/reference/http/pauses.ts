/** Waiting on the server's clock, with an end: a server that closes waits for nobody. */
import type { Clock } from '../../../model/clock.ts';

export interface Pauses {
  /** Resolves after `ms`, and at once for 0 or when the server closes. */
  pause(ms: number): Promise<void>;
  /** Ends every pause, and those to come. */
  end(): void;
}

export function createPauses(clock: Clock): Pauses {
  const waiting = new Set<() => void>();
  let ended = false;
  return {
    pause: (ms) => {
      if (ended || ms <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const finish = (): void => {
          waiting.delete(finish);
          cancel();
          resolve();
        };
        const cancel = clock.after(ms, finish);
        waiting.add(finish);
      });
    },
    end: () => {
      ended = true;
      for (const finish of waiting) finish();
    },
  };
}
