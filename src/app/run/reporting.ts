/** What turns the evidence of a run into a report, in one piece: loaded while the first iteration runs. */
import { readChunks } from '../../collect/paths/read-chunks.ts';
import { scanReport } from '../../parse/scan-report.ts';
import type { Survey } from '../../runner/ports.ts';

export { analyseRun, judgeRuns } from '../../analysis/judge-runs.ts';
export { readKnownFlaky } from '../../analysis/known-flaky.ts';
export { collectResult, type RunEvidence } from '../../analysis/run-evidence.ts';
export { deliverReport } from '../report/deliver.ts';

/**
 * How the runner looks at a report: with the eyes that will read it. Null when it cannot be read. `wantsIds`: the names
 * of its tests, which take memory.
 */
export async function surveyReport(path: string, wantsIds: boolean): Promise<Survey | null> {
  const scan = await scanReport(readChunks(path), wantsIds);
  return scan === null ? null : { path, ...scan };
}
