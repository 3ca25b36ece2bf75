/**
 * Every property of report.json in the order it is written. The type keeps the list whole: a field that the model
 * gains and this list does not name is a compile error. What is not named here is never written.
 */
import type { FailureReport } from '../../model/failure.ts';
import type { IterationEvidence, Ledger, LedgerFile } from '../../model/ledger.ts';
import type { Problem } from '../../model/problem.ts';
import type {
  Cluster,
  GateDecision,
  Hint,
  Incident,
  Power,
  StabilityReport,
  TestReport,
  Totals,
} from '../../model/stability-report.ts';

type KeysOf<T> = T extends unknown ? keyof T : never;

type Key =
  | KeysOf<
      | Cluster
      | FailureReport
      | GateDecision
      | Hint
      | Incident
      | IterationEvidence
      | Ledger
      | LedgerFile
      | Power
      | Problem
      | TestReport
      | Totals
      | Totals['verdicts']
      | Power['detects'][number]
      | TestReport['properties'][number]
      | StabilityReport['retryHiding']
    >
  | Exclude<keyof StabilityReport, 'rows' | 'slowest' | 'mostVariable'>;

const ORDER: Readonly<Record<Key, true>> = {
  // The report.
  schemaVersion: true,
  toolVersion: true,
  headline: true,
  gate: true,
  totals: true,
  power: true,
  retryHiding: true,
  producer: true,
  ledger: true,
  // Anything with an id, a place or a name.
  id: true,
  kind: true,
  code: true,
  severity: true,
  path: true,
  iteration: true,
  attempt: true,
  shard: true,
  state: true,
  classname: true,
  name: true,
  value: true,
  file: true,
  type: true,
  message: true,
  text: true,
  advice: true,
  // A test and its score.
  verdict: true,
  codes: true,
  ran: true,
  // Counts; `failed` is also an iteration's, `skipped` also a verdict's.
  expected: true,
  bytes: true,
  cases: true,
  declared: true,
  passed: true,
  failed: true,
  failing: true,
  flaky: true,
  suspect: true,
  new: true,
  inconclusive: true,
  skipped: true,
  stable: true,
  rescued: true,
  score: true,
  pFlaky: true,
  pBroken: true,
  low: true,
  median: true,
  high: true,
  runs95: true,
  nights95: true,
  redNight: true,
  hiddenRate95: true,
  medianMs: true,
  spreadMs: true,
  durationsMs: true,
  durationMs: true,
  // What a night costs and what it can show.
  failOn: true,
  reasons: true,
  rate: true,
  probability: true,
  runsFor10Percent: true,
  minutesFor10Percent: true,
  costMinutesPerMonth: true,
  retriesSeen: true,
  hostname: true,
  timestamp: true,
  // Causes.
  signature: true,
  example: true,
  share: true,
  cluster: true,
  repro: true,
  failuresOmitted: true,
  testCount: true,
  // Lists, longest last.
  detects: true,
  verdicts: true,
  properties: true,
  hints: true,
  files: true,
  problems: true,
  failures: true,
  tests: true,
  iterations: true,
  incidents: true,
  clusters: true,
  notableOmitted: true,
  notable: true,
};

export const KEYS: readonly string[] = Object.keys(ORDER);
