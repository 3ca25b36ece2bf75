/** A night as it happens: iteration 3 never arrived, one outage, three flaky tests, one that always fails. */
import type { FailureReport } from '../../src/model/failure.ts';
import type { StabilityReport } from '../../src/model/stability-report.ts';
import { buildIteration, buildLedger, buildReport, buildRow, buildTest } from '../helpers/report-builder.ts';

const TIMEOUT_TRACE = `self = <tests.test_live.TestLive object>

    def test_streams(self, server):
        stream = server.open("/live")
>       first = next(stream)

tests/test_live.py:42:
_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _

    def __next__(self):
>       raise TimeoutError("no frame within 2.0 s")
E       TimeoutError: no frame within 2.0 s

client/stream.py:88: TimeoutError`;

const HEADER_TRACE = `    def test_writes_header():
>       assert head == 'name'
E       AssertionError: assert 'Name' == 'name'

tests/test_export.py:7: AssertionError`;

export function buildFailure(iteration: number, overrides: Partial<FailureReport> = {}): FailureReport {
  return {
    kind: 'failure',
    type: 'TimeoutError',
    message: 'TimeoutError: no frame within 2.0 s',
    text: TIMEOUT_TRACE,
    iteration,
    attempt: 1,
    ...overrides,
  };
}

const streams = buildTest({
  codes: 'PF-PP',
  id: 'tests.test_live.TestLive::test_streams',
  file: 'tests/test_live.py',
  failures: [buildFailure(2)],
  cluster: 'C1',
  medianMs: 1840,
  repro: "python -m pytest 'tests/test_live.py::TestLive::test_streams'",
  hints: [
    { kind: 'order', text: 'Failed only after tests.test_cache::test_evicts had run' },
    { kind: 'duration', text: 'Its failing run took 2.0 s, the passing ones 1.8 s' },
  ],
});

const reconnects = buildTest({
  codes: 'PF-FP',
  id: 'tests.test_live.TestLive::test_reconnects[ws | "slow" @latest]',
  classname: 'tests.test_live.TestLive',
  name: 'test_reconnects[ws | "slow" @latest]',
  file: 'tests/test_live.py',
  failures: [buildFailure(2), buildFailure(4)],
  cluster: 'C1',
  medianMs: 950,
  low: 0.0757,
  median: 0.3138,
  high: 0.6568,
  repro: "python -m pytest 'tests/test_live.py::TestLive::test_reconnects'",
});

const spread = buildTest({
  codes: 'PP-RP',
  id: 'tests.test_random::test_sample_is_spread',
  classname: 'tests.test_random',
  name: 'test_sample_is_spread',
  failures: [
    buildFailure(4, { kind: 'flakyFailure', type: 'AssertionError', message: 'assert 0.31 < 0.3', text: '' }),
  ],
  cluster: 'C2',
  medianMs: 12,
});

const header = buildTest({
  codes: 'FF-FF',
  id: 'tests.test_export::test_writes_header',
  classname: 'tests.test_export',
  name: 'test_writes_header',
  file: 'tests/test_export.py',
  verdict: 'failing',
  failures: [1, 2, 4, 5].map((iteration) =>
    buildFailure(iteration, {
      type: 'AssertionError',
      message: "AssertionError: assert 'Name' == 'name'",
      text: HEADER_TRACE,
    }),
  ),
  cluster: 'C3',
  medianMs: 3.2,
  repro: 'python -m pytest tests/test_export.py::test_writes_header',
});

const hit = ['insert', 'select', 'update', 'delete', 'join', 'vacuum'].map((verb) =>
  buildTest({
    codes: 'PP-PF',
    id: `tests.test_db::test_${verb}`,
    classname: 'tests.test_db',
    name: `test_${verb}`,
    verdict: 'stable',
    incidents: ['I1'],
    cluster: 'C4',
    medianMs: 44,
  }),
);

const stable = Array.from({ length: 109 }, (_, index) =>
  buildRow({
    codes: 'PP-PP',
    id: `tests.test_math::test_${index}`,
    classname: 'tests.test_math',
    name: `test_${index}`,
  }),
);

export function buildRealisticNight(overrides: Partial<StabilityReport> = {}): StabilityReport {
  const notable = [header, reconnects, streams, spread, ...hit];
  return buildReport({
    headline: 'failing',
    toolVersion: '0.1.0',
    rows: [streams, reconnects, spread, header, ...hit, ...stable],
    gate: {
      passed: false,
      failOn: ['failing', 'incomplete'],
      reasons: ['1 test is failing', 'iteration 3 is missing'],
    },
    ledger: buildLedger({
      iterations: [
        buildIteration(1, { tests: 119, failed: 1, durationMs: 268_000 }),
        buildIteration(2, { tests: 119, failed: 3, durationMs: 271_000 }),
        buildIteration(3, {
          state: 'missing',
          files: [],
          tests: 0,
          passed: 0,
          durationMs: 0,
          timestamp: null,
          problems: [
            {
              code: 'missing-iteration',
              severity: 'error',
              path: null,
              iteration: 3,
              message: 'no report was found for this iteration',
              advice: 'see whether its job crashed before the upload',
            },
          ],
        }),
        buildIteration(4, { tests: 119, failed: 2, rescued: 1, durationMs: 269_400 }),
        buildIteration(5, {
          tests: 119,
          failed: 7,
          durationMs: 275_000,
          problems: [
            {
              code: 'count-mismatch',
              severity: 'warning',
              path: 'results-5.xml',
              iteration: 5,
              message: 'declares 120 tests but holds 119',
              advice: '',
            },
          ],
        }),
      ],
    }),
    notable,
    clusters: [
      {
        id: 'C1',
        signature: 'TimeoutError: no frame within <n> s @ client/stream.py:__next__',
        example: 'TimeoutError: no frame within 2.0 s',
        failures: 3,
        tests: [streams.id, reconnects.id],
        testCount: 2,
        iterations: [2, 4],
      },
      {
        id: 'C4',
        signature: 'ConnectionRefusedError: <n>',
        example: 'ConnectionRefusedError: [Errno 111] Connection refused',
        failures: 6,
        tests: hit.map(({ id }) => id),
        testCount: 6,
        iterations: [5],
      },
    ],
    incidents: [
      {
        id: 'I1',
        kind: 'iteration',
        iteration: 5,
        tests: hit.map(({ id }) => id),
        testCount: 6,
        share: 0.051,
        signature: 'ConnectionRefusedError: <n>',
      },
    ],
    power: {
      iterations: 4,
      hiddenRate95: 0.5271,
      detects: [
        { rate: 0.1, probability: 0.34 },
        { rate: 0.01, probability: 0.04 },
      ],
      runsFor10Percent: 29,
      minutesFor10Percent: 130,
    },
    slowest: [streams, reconnects],
    mostVariable: [reconnects],
    retryHiding: { tests: 1, rescued: 1, retriesSeen: true },
    ...overrides,
  });
}
