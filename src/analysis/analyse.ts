/** The whole analysis, in the order the data goes: collected reports in, one StabilityReport out. */
import { statePower } from '../diagnose/power.ts';
import type { CollectedReports } from '../model/report-file.ts';
import type { FailOn, StabilityReport } from '../model/stability-report.ts';
import { decideGate } from '../score/gate.ts';
import { explainTests } from './explain-tests.ts';
import { findCauses } from './find-causes.ts';
import { judgeTests } from './judge-tests.ts';
import { countNewFlaky } from './known-flaky.ts';
import { nameIncidents } from './name-incidents.ts';
import { readReports, type NightEvidence, type ReadOptions } from './read-reports.ts';
import { chooseHeadline, summarise } from './summarise.ts';

export interface AnalyseOptions extends ReadOptions {
  readonly failOn: readonly FailOn[];
  readonly minIterations: number | null;
  readonly maxFlaky: number | null;
  /** Ids that an earlier report called flaky; null when there is none. */
  readonly knownFlaky: ReadonlySet<string> | null;
  readonly toolVersion: string;
}

export async function analyse(
  collected: CollectedReports,
  options: AnalyseOptions,
): Promise<StabilityReport> {
  const evidence = await readReports(collected, options);
  const { matrix, ledger } = evidence;
  const failed = matrix.everFailed();
  const judged = judgeTests(matrix);
  const causes = findCauses(matrix, failed);
  const named = nameIncidents(judged.events, matrix, causes);
  const producer = mainProducer(evidence);
  const { notable, notableOmitted } = explainTests({
    judged,
    causes,
    incidents: named,
    ledger,
    producer,
    failed,
  });
  const summary = summarise(judged, notable, ledger);
  const gate = decideGate({
    ...options,
    ledger,
    failing: summary.failing,
    calledFailing: summary.totals.verdicts.failing,
    flaky: summary.totals.verdicts.flaky,
    newFlaky: countNewFlaky(judged, failed, options.knownFlaky),
    lostIterations: named.lostIterations,
  });
  return {
    schemaVersion: 1,
    toolVersion: options.toolVersion,
    headline: chooseHeadline({ ledger, summary, incidents: named.incidents.length }),
    gate,
    ledger,
    totals: summary.totals,
    producer,
    notable,
    notableOmitted,
    clusters: causes.clusters,
    incidents: named.incidents,
    power: statePower(ledger.iterations),
    slowest: summary.slowest,
    mostVariable: summary.mostVariable,
    retryHiding: {
      tests: summary.rescued.tests,
      rescued: summary.rescued.executions,
      retriesSeen: matrix.iterations.some((_, index) => matrix.retriedTests(index) > 0),
    },
    rows: judged.rows,
  };
}

/** The producer of most cases. */
function mainProducer({ reports }: NightEvidence): string {
  const cases = new Map<string, number>();
  for (const { facts } of reports) cases.set(facts.producer, (cases.get(facts.producer) ?? 0) + facts.cases);
  return [...cases].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'unknown';
}
