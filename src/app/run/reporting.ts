/** What turns the evidence of a run into a report, in one piece: loaded while the first iteration runs. */
export { deliverReport } from '../deliver-report.ts';
export { judgeRuns, reportResult } from './judge-runs.ts';
