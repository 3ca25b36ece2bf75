/** Builders for report data: a valid default for every field, overridden by what the test is about. */
import type { IterationEvidence, Ledger, LedgerFile } from '../../src/model/ledger.ts';
import type { StabilityReport, TestReport, TestRow } from '../../src/model/stability-report.ts';
import type { Verdict } from '../../src/model/verdict.ts';

export function buildRow(overrides: Partial<TestRow> = {}): TestRow {
  const codes = overrides.codes ?? 'PPPPP';
  const ran = [...codes].filter((code) => !'S-'.includes(code)).length;
  const failed = [...codes].filter((code) => 'FER'.includes(code)).length;
  const verdict: Verdict = failed === 0 ? 'stable' : failed === ran ? 'failing' : 'flaky';
  return {
    id: 'tests.test_live.TestLive::test_streams',
    classname: 'tests.test_live.TestLive',
    name: 'test_streams',
    file: null,
    codes,
    ran,
    failed,
    verdict,
    score: failed / Math.max(1, ran),
    pFlaky: verdict === 'flaky' ? 0.99 : 0.03,
    pBroken: verdict === 'failing' ? 0.96 : 0,
    low: 0.01,
    median: 0.13,
    high: 0.45,
    runs95: 22,
    nights95: 5,
    redNight: 0.5,
    hiddenRate95: 1 - 0.05 ** (1 / Math.max(1, ran)),
    medianMs: 120,
    spreadMs: 30,
    ...overrides,
  };
}

export function buildTest(overrides: Partial<TestReport> = {}): TestReport {
  const row = buildRow({ codes: 'PPFPP', ...overrides });
  return {
    ...row,
    durationsMs: [...row.codes].map((code, index) => (code === '-' ? null : 100 + index * 10)),
    failures: [],
    failuresOmitted: 0,
    cluster: null,
    incidents: [],
    repro: null,
    hints: [],
    properties: [],
    costMinutesPerMonth: 1.5,
    ...overrides,
  };
}

export function buildFile(overrides: Partial<LedgerFile> = {}): LedgerFile {
  return {
    path: 'results-1.xml',
    attempt: 1,
    shard: null,
    bytes: 2048,
    cases: 10,
    declared: 10,
    state: 'complete',
    producer: 'pytest',
    ...overrides,
  };
}

export function buildIteration(
  iteration: number,
  overrides: Partial<IterationEvidence> = {},
): IterationEvidence {
  return {
    iteration,
    state: 'complete',
    files: [buildFile({ path: `results-${iteration}.xml` })],
    tests: 10,
    passed: 10,
    failed: 0,
    skipped: 0,
    rescued: 0,
    durationMs: 1200,
    hostname: 'runner-1',
    timestamp: '2026-03-01T02:00:00',
    problems: [],
    ...overrides,
  };
}

export function buildLedger(overrides: Partial<Ledger> = {}): Ledger {
  return {
    expected: 5,
    iterations: [1, 2, 3, 4, 5].map((n) => buildIteration(n)),
    problems: [],
    ...overrides,
  };
}

export function buildReport(overrides: Partial<StabilityReport> = {}): StabilityReport {
  const rows = overrides.rows ?? [buildRow()];
  const list = [...rows];
  const verdicts: Record<Verdict, number> = {
    failing: 0,
    flaky: 0,
    suspect: 0,
    new: 0,
    inconclusive: 0,
    skipped: 0,
    stable: 0,
  };
  for (const row of list) verdicts[row.verdict] += 1;
  return {
    schemaVersion: 1,
    toolVersion: '0.0.0-test',
    headline: 'stable',
    gate: { passed: true, failOn: ['failing', 'incomplete'], reasons: [] },
    ledger: buildLedger(),
    totals: {
      tests: list.length,
      verdicts,
      failures: list.reduce((sum, row) => sum + row.failed, 0),
      durationMs: 6000,
      costMinutesPerMonth: 0,
    },
    producer: 'pytest',
    notable: [],
    notableOmitted: 0,
    clusters: [],
    incidents: [],
    power: {
      iterations: 5,
      hiddenRate95: 0.4507,
      detects: [
        { rate: 0.1, probability: 0.41 },
        { rate: 0.05, probability: 0.23 },
        { rate: 0.01, probability: 0.05 },
      ],
      runsFor10Percent: 29,
      minutesFor10Percent: 12,
    },
    slowest: [],
    mostVariable: [],
    retryHiding: { tests: 0, rescued: 0, retriesSeen: false },
    rows,
    ...overrides,
  };
}
