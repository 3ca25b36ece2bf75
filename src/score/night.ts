/** One night of one test: its letters, counted, and how well each hypothesis explains them. */
import { isFailure, isFirstFailure } from '../model/outcome.ts';
import { explainNight } from './likelihood.ts';
import type { Likelihood } from './likelihood.ts';

export interface Night {
  readonly passed: number;
  readonly failed: number;
  /** Failed first and passed on a retry inside the iteration. */
  readonly rescued: number;
  readonly skipped: number;
  readonly likelihood: Likelihood;
}

/** Share of the incident that hit an iteration, by iteration, where the test was a bystander. */
export type Shares = ReadonlyMap<number, number>;

/** @throws {RangeError} on a letter that is no cell code. */
export function readNight(letters: string, shares: Shares): Night {
  const counts = { passed: 0, failed: 0, rescued: 0, skipped: 0 };
  const struck: { share: number; failed: boolean }[] = [];
  for (let index = 0; index < letters.length; index++) {
    const code = letters.charAt(index);
    if (code === 'P') counts.passed++;
    else if (isFailure(code)) counts.failed++;
    else if (code === 'R') counts.rescued++;
    else if (code === 'S') counts.skipped++;
    else if (code !== '-') throw new RangeError(`Unknown cell code ${JSON.stringify(code)} in a history`);
    const share = shares.get(index);
    if (share !== undefined && 'PFER'.includes(code)) struck.push({ share, failed: isFirstFailure(code) });
  }
  return { ...counts, likelihood: explainNight(counts, struck) };
}
