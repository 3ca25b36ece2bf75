/** What speaks for a test: executions in which it could have failed and did not. */
import type { Ledger } from '../../model/ledger.ts';
import type { TestRow } from '../../model/stability-report.ts';
import { VERDICTS, type Verdict } from '../../model/verdict.ts';

/**
 * Complete iterations in which every one of these tests passed at once. A test that reported nowhere tonight (it was
 * renamed or removed) does not count; a skipped one does: it could not have failed.
 */
export function countCleanIterations(rows: readonly TestRow[], { iterations }: Ledger): number {
  const seen = rows.filter(({ codes }) => /[^-]/.test(codes));
  if (seen.length === 0) return 0;
  return iterations.filter(
    ({ state }, column) => state === 'complete' && seen.every(({ codes }) => codes[column] === 'P'),
  ).length;
}

/** Below "suspect": the verdicts from which on nothing is held against a test any more. */
export function isBelowSuspect(verdict: Verdict): boolean {
  return VERDICTS.indexOf(verdict) > VERDICTS.indexOf('suspect');
}
