/** Iterations -> the same report that `report` makes of their files. */
import type { ReportConfig } from '../../config/report-config.ts';
import type { RunConfig } from '../../config/run-config.ts';
import { VERSION } from '../../config/version.ts';
import { collectRuns } from '../../collect/paths/collect-runs.ts';
import type { CollectedReports } from '../../model/report-file.ts';
import type { IterationRun } from '../../model/run.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import type { RunResult } from '../../runner/modes/run-iterations.ts';
import type { Judgement } from '../../runner/modes/stop.ts';
import { analyse } from '../../analysis/analyse.ts';
import { explainMissing } from './explain-missing.ts';
import { listColumns } from './list-columns.ts';

export interface Judging {
  readonly config: ReportConfig;
  /** Absolute: paths are shown relative to it. */
  readonly cwd: string;
  readonly knownFlaky: ReadonlySet<string> | null;
}

export interface Evidence {
  readonly collected: CollectedReports;
  /** Those that should have reported. */
  readonly iterations: readonly number[];
}

export function collectResult(result: RunResult, config: RunConfig, cwd: string): Evidence {
  const iterations = listColumns(result, config);
  const { problems, ...collected } = collectRuns(result.runs, cwd);
  const missing = explainMissing(result, iterations);
  return { collected: { ...collected, problems: [...problems, ...missing] }, iterations };
}

export function reportResult(
  result: RunResult,
  config: RunConfig,
  judging: Judging,
): Promise<StabilityReport> {
  return reportEvidence(collectResult(result, config, judging.cwd), judging);
}

function reportEvidence(
  { collected, iterations }: Evidence,
  { config, knownFlaky }: Judging,
): Promise<StabilityReport> {
  return analyse(collected, { ...config, knownFlaky, iterations, toolVersion: VERSION });
}

/** What an adaptive run asks after each iteration. */
export async function judgeRuns(runs: readonly IterationRun[], judging: Judging): Promise<Judgement> {
  const iterations = runs.map(({ iteration }) => iteration);
  const { totals, ledger } = await reportEvidence(
    { collected: collectRuns(runs, judging.cwd), iterations },
    judging,
  );
  const { suspect, new: fresh, inconclusive } = totals.verdicts;
  return {
    undecided: suspect + fresh + inconclusive,
    failures: totals.failures,
    executions: ledger.iterations.filter(({ state }) => state === 'complete').length,
  };
}
