/** A night as teams have them: 20,000 tests, 60 of them notable, one iteration missing, one outage of a leg. */
import type { FailureReport } from '../../../src/model/failure.ts';
import type { StabilityReport, TestReport, TestRow } from '../../../src/model/stability-report.ts';
import { VERDICTS, type Verdict } from '../../../src/model/verdict.ts';
import { buildReport, buildRow, buildTest } from '../../helpers/report-builder.ts';
import { buildRealisticLedger } from './realistic-ledger.ts';
import { writeTraceback } from './traceback.ts';

const AREAS = [
  'live.stream',
  'live.reconnect',
  'history.query',
  'history.export',
  'tasks.queue',
  'alerts.rules',
];
const CASES = [
  'survives_restart',
  'keeps_order',
  'rejects_bad_token',
  'resumes_after_gap',
  'reports_progress',
];
const MASS_ERROR = 'ConnectionRefusedError: [Errno 111] Connection refused: focus-server:5000';

/** Repeatable numbers 0..1 (Park and Miller's generator). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function nameTest(index: number): { id: string; classname: string; name: string } {
  const area = AREAS[index % AREAS.length] ?? '';
  const group = Math.floor(index / 60);
  const classname = `tests.${area}.test_group_${group}.TestGroup${group}`;
  const name = `test_${CASES[index % CASES.length]}[channel=${index % 64}-window=${(index * 7) % 900}ms]`;
  return { id: `${classname}.${name}`, classname, name };
}

interface Kind {
  readonly verdict: Verdict;
  readonly codes: string;
}

/** The first sixty tests, every 331st of the run, are notable. */
const KINDS: readonly Kind[] = [
  ...Array.from({ length: 3 }, (): Kind => ({ verdict: 'failing', codes: 'FF-FF' })),
  ...Array.from({ length: 20 }, (): Kind => ({ verdict: 'flaky', codes: 'PF-PP' })),
  ...Array.from({ length: 9 }, (): Kind => ({ verdict: 'flaky', codes: 'FP-PF' })),
  ...Array.from({ length: 6 }, (): Kind => ({ verdict: 'flaky', codes: 'PP-PR' })),
  ...Array.from({ length: 4 }, (): Kind => ({ verdict: 'flaky', codes: 'SE-EP' })),
  ...Array.from({ length: 6 }, (): Kind => ({ verdict: 'suspect', codes: '-F---' })),
  ...Array.from({ length: 2 }, (): Kind => ({ verdict: 'new', codes: '---PF' })),
  ...Array.from({ length: 10 }, (): Kind => ({ verdict: 'stable', codes: 'PP-FP' })),
];
const STEP = 331;

export function buildRealisticReport(testCount = 20_000): StabilityReport {
  const random = createRandom(7);
  const rows = Array.from({ length: testCount }, (_, index) => buildRealisticRow(index, random));
  const notable = KINDS.map((kind, index) => buildNotable({ kind, index, row: rows[index * STEP] }));
  const ids = (from: number, to: number): string[] => notable.slice(from, to).map((test) => test.id);
  return buildReport({
    ...buildParts(rows),
    headline: 'failing',
    gate: {
      passed: false,
      failOn: ['failing', 'incomplete'],
      reasons: [
        '3 tests are failing',
        'Iteration 3 of 5 is missing',
        'Iteration 2 is incomplete: 1 file is truncated',
      ],
    },
    notable,
    clusters: [
      {
        id: 'C1',
        signature: `ConnectionRefusedError: [Errno #] Connection refused: focus-server:#\n  focus/client.py connect\n  tests/conftest.py live_server`,
        example: MASS_ERROR,
        failures: 412,
        tests: ids(50, 60),
        testCount: 412,
        iterations: [4],
      },
      {
        id: 'C2',
        signature: 'AssertionError: expected frame # after # ms\n  tests/live/test_stream.py wait_for_frame',
        example: 'AssertionError: expected frame 128 after 250 ms, last frame was 127',
        failures: 41,
        tests: ids(3, 23),
        testCount: 20,
        iterations: [1, 2, 5],
      },
      {
        id: 'C3',
        signature: 'TimeoutError: reconnect took longer than # s\n  focus/reconnect.py await_ready',
        example: 'TimeoutError: reconnect took longer than 5.0 s',
        failures: 12,
        tests: ids(23, 32),
        testCount: 9,
        iterations: [1, 5],
      },
      {
        id: 'C4',
        signature: "KeyError: 'task_id'\n  focus/tasks.py pop",
        example: "KeyError: 'task_id'",
        failures: 12,
        tests: ids(0, 3),
        testCount: 3,
        iterations: [1, 2, 4, 5],
      },
    ],
    incidents: [
      {
        id: 'I1',
        kind: 'iteration',
        iteration: 4,
        tests: ids(50, 60),
        testCount: 412,
        share: 0.0206,
        signature: MASS_ERROR,
      },
    ],
    retryHiding: { tests: 6, rescued: 6, retriesSeen: true },
  });
}

function buildRealisticRow(index: number, random: () => number): TestRow {
  const kind = KINDS[index / STEP];
  const medianMs = Math.round(4 + 40_000 * random() ** 9);
  const base = { ...nameTest(index), medianMs, spreadMs: Math.round(medianMs * random()) };
  if (kind) return buildRow({ ...base, ...kind });
  if (index % 167 === 5)
    return buildRow({ ...base, codes: 'SS-SS', verdict: 'skipped', medianMs: null, spreadMs: null });
  return buildRow({ ...base, codes: index % 40 === 7 ? 'P--PP' : 'PP-PP' });
}

function buildParts(
  rows: readonly TestRow[],
): Pick<StabilityReport, 'rows' | 'slowest' | 'mostVariable' | 'ledger' | 'totals'> {
  const verdicts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const row of rows) verdicts[row.verdict] += 1;
  return {
    rows,
    slowest: [...rows].sort((a, b) => (b.medianMs ?? 0) - (a.medianMs ?? 0)).slice(0, 10),
    mostVariable: [...rows].sort((a, b) => (b.spreadMs ?? 0) - (a.spreadMs ?? 0)).slice(0, 10),
    ledger: buildRealisticLedger(rows.length),
    totals: {
      tests: rows.length,
      verdicts,
      failures: rows.reduce((sum, row) => sum + row.failed, 0),
      durationMs: 4 * 1_563_000,
      costMinutesPerMonth: 812,
    },
  };
}

interface NotableTest {
  readonly kind: Kind;
  readonly index: number;
  readonly row: TestRow | undefined;
}

function buildNotable({ kind, index, row }: NotableTest): TestReport {
  const medianMs = row?.medianMs ?? 100;
  const isIncident = kind.verdict === 'stable';
  const cluster = isIncident ? 'C1' : index < 3 ? 'C4' : index < 23 ? 'C2' : index < 32 ? 'C3' : null;
  return buildTest({
    ...row,
    durationsMs: [...kind.codes].map((code, column) =>
      code === '-' || code === 'S' ? null : medianMs * (0.7 + 0.2 * column),
    ),
    failures: [...kind.codes].flatMap((code, column) =>
      'FER'.includes(code) ? [buildFailure({ kind, index, iteration: column + 1 })] : [],
    ),
    cluster,
    incidents: isIncident ? ['I1'] : [],
    repro: `python -m pytest '${(row?.classname ?? '').replaceAll('.', '/')}.py::${row?.name}' --count 22 -p no:randomly`,
    hints: [
      {
        kind: 'order',
        text: 'It fails only when tests.tasks.queue.test_group_3.test_drains ran before it in the same worker',
      },
      {
        kind: 'position',
        text: 'Its failing runs came at positions 18,211 and later; its passing runs before 9,000',
      },
    ],
    properties: [
      { name: 'test_key', value: `FOCUS-${1000 + index}` },
      { name: 'worker', value: 'gw3' },
    ],
    costMinutesPerMonth: 14.2 - index / 10,
  });
}

function buildFailure({
  kind,
  index,
  iteration,
}: {
  kind: Kind;
  index: number;
  iteration: number;
}): FailureReport {
  const frame = 100 + iteration * 14 + index;
  const message =
    kind.verdict === 'stable'
      ? MASS_ERROR
      : `AssertionError: expected frame ${frame} after 250 ms, last frame was ${frame - 1}`;
  return {
    iteration,
    attempt: 1,
    kind: kind.codes.includes('R') ? 'flakyFailure' : kind.codes.includes('E') ? 'error' : 'failure',
    type: message.split(':')[0] ?? '',
    message,
    text: writeTraceback({ message, frame, iteration }),
  };
}
