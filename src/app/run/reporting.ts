/** What turns the evidence of a run into a report, in one piece: loaded while the first iteration runs. */
export { analyseRun, judgeRuns } from '../../analysis/judge-runs.ts';
export { collectResult, type RunEvidence } from '../../analysis/run-evidence.ts';
export { deliverReport } from '../report/deliver.ts';
