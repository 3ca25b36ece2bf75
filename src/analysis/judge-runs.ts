/** Iterations of ours -> the same report that `report` makes of their files. */
import { collectRuns } from '../collect/paths/collect-runs.ts';
import type { IterationRun } from '../model/run.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import type { InterimResult } from '../runner/modes/stop.ts';
import { analyse, type AnalyseOptions } from './analyse.ts';
import type { RunEvidence } from './run-evidence.ts';

export function analyseRun(
  { collected, iterations }: RunEvidence,
  options: AnalyseOptions,
): Promise<StabilityReport> {
  return analyse(collected, { ...options, iterations });
}

/** What an adaptive run asks after each iteration. `cwd` is absolute: paths are shown relative to it. */
export async function judgeRuns(
  runs: readonly IterationRun[],
  cwd: string,
  options: AnalyseOptions,
): Promise<InterimResult> {
  const iterations = runs.map(({ iteration }) => iteration);
  const { totals, ledger } = await analyseRun({ collected: collectRuns(runs, cwd), iterations }, options);
  const { suspect, new: fresh, inconclusive } = totals.verdicts;
  return {
    undecided: suspect + fresh + inconclusive,
    failures: totals.failures,
    executions: ledger.iterations.filter(({ state }) => state === 'complete').length,
  };
}
