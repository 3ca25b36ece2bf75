/** Set-up and teardown of one test or one suite: fixtures, each made once, and cleanups, last one first. */
import { errorText } from '../../kit/error-text.ts';
import { FixtureFailed } from '../errors.ts';
import type { Fixture, FixtureContext } from '../types/context.ts';
import { callSuite } from './describe-failure.ts';

/** Each is made once. */
export class Fixtures {
  private readonly values = new Map<Fixture<unknown>, Promise<unknown>>();

  take<T>(fixture: Fixture<T>, context: FixtureContext): Promise<T> {
    const known = this.values.get(fixture);
    // What is kept under a fixture is what that fixture made.
    if (known !== undefined) return known as Promise<T>;
    const value = callSuite(fixture.make, context).catch((error: unknown) => {
      if (error instanceof FixtureFailed) throw error;
      throw new FixtureFailed(`a fixture could not be made: ${errorText(error)}`, { cause: error });
    });
    // Whoever asked may have given up waiting.
    value.catch(() => undefined);
    this.values.set(fixture, value);
    return value;
  }
}

export interface CleanupTerms {
  /** Milliseconds for each. */
  readonly graceMs: number;
  /** Called before a row of cleanups with the time they may take together. */
  readonly announce: (limitMs: number) => void;
  readonly fail: (error: unknown) => void;
}

/** What is to be done at the end, last one first. */
export class Cleanup {
  private readonly items: (() => unknown)[] = [];

  defer(item: () => unknown): void {
    this.items.push(item);
  }

  /** All are called, whatever happens to the others; false when one did not end in its time. */
  async run({ graceMs, announce, fail }: CleanupTerms): Promise<boolean> {
    let allEnded = true;
    // A cleanup may defer another one.
    for (let announced = 0; this.items.length > 0;) {
      if (announced === 0) {
        announced = this.items.length;
        announce(announced * graceMs);
      }
      announced -= 1;
      const item = this.items.pop();
      if (item === undefined) break;
      if (!(await cleanOne(item, graceMs, fail))) allEnded = false;
    }
    return allEnded;
  }
}

async function cleanOne(
  item: () => unknown,
  graceMs: number,
  fail: (error: unknown) => void,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), graceMs);
  });
  const work = callSuite(item, null).then(() => 'ended' as const, fail);
  const ending = await Promise.race([work, late]);
  clearTimeout(timer);
  if (ending !== 'late') return true;
  fail(new Error(`a cleanup did not end within ${graceMs} ms`));
  return false;
}
