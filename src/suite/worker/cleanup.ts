/** What is to be done when a test or a suite is over, last one first. */
import { callSuite } from './call-suite.ts';

export interface CleanupTerms {
  /** Milliseconds for each. */
  readonly graceMs: number;
  /** Called before a row of cleanups with the time they may take together. */
  readonly announce: (limitMs: number) => void;
  readonly fail: (error: unknown) => void;
}

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
