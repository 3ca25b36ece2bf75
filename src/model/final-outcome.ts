/** One outcome for a whole night, for formats that know only one result a test. */
import type { TestRow } from './stability-report.ts';

/** missing: it did not report in any iteration, which is not the same as skipped. */
export type FinalOutcome = 'passed' | 'failed' | 'skipped' | 'missing';

/**
 * Failed when our verdict is failing or no iteration ended well; a flaky test passed somewhere, so it passed (and is
 * marked flaky). In an outage a retry that passed proves nothing: failing stays failing. The gate counts by this too.
 */
export function decideFinalOutcome({ codes, verdict }: Pick<TestRow, 'codes' | 'verdict'>): FinalOutcome {
  const failed = codes.includes('F') || codes.includes('E');
  const passed = codes.includes('P') || codes.includes('R');
  if (verdict === 'failing' || (failed && !passed)) return 'failed';
  if (passed) return 'passed';
  return codes.includes('S') ? 'skipped' : 'missing';
}
