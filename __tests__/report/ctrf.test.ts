import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StabilityReport } from '../../src/model/stability-report.ts';
import { renderCtrf } from '../../src/report/ctrf.ts';
import { buildIteration, buildLedger, buildReport, buildRow } from '../helpers/report-builder.ts';
import { hostileReport } from './hostile-report.ts';
import { buildRealisticNight } from './realistic-night.ts';

interface CtrfTest {
  readonly name: string;
  readonly status: string;
  readonly duration: number;
  readonly flaky?: boolean;
}

interface Ctrf {
  readonly results: {
    readonly tests: readonly CtrfTest[];
    readonly summary: Readonly<Record<string, number>>;
  };
}

function render(report: StabilityReport): Ctrf {
  return JSON.parse([...renderCtrf(report)].join(''));
}

/** The properties of a test that CTRF 0.0 allows and we use. */
const KNOWN = new Set(
  'name status duration suite filePath testId rawStatus flaky retries message trace extra'.split(' '),
);
const STATUSES = ['passed', 'failed', 'skipped', 'pending', 'other'];

describe('CTRF', () => {
  const document = render(buildRealisticNight());
  const { tests, summary } = document.results;

  it('names format, version and tool', () => {
    expect(document).toMatchObject({
      reportFormat: 'CTRF',
      specVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      results: { tool: { name: 'focus-stability', version: '0.1.0' } },
    });
  });

  it('tells a flaky test as passed and flaky, with its failure', () => {
    expect(tests[1]).toEqual({
      name: 'test_reconnects[ws | "slow" @latest]',
      suite: ['tests.test_live.TestLive'],
      filePath: 'tests/test_live.py',
      status: 'passed',
      rawStatus: 'flaky',
      flaky: true,
      extra: {
        verdict: 'flaky',
        codes: 'PF-FP',
        ran: 4,
        failed: 2,
        score: 0.5,
        pFlaky: 0.99,
        low: 0.0757,
        high: 0.6568,
      },
      testId: 'tests.test_live.TestLive::test_reconnects[ws | "slow" @latest]',
      duration: 950,
      message: 'TimeoutError: no frame within 2.0 s',
      trace: expect.stringContaining('client/stream.py:88: TimeoutError'),
    });
  });

  it('tells a failing test as failed, and counts retries inside iterations', () => {
    expect(tests[3]).toMatchObject({ name: 'test_writes_header', status: 'failed' });
    expect(tests[2]).toMatchObject({ status: 'passed', flaky: true, retries: 1 });
  });

  it('tells a suspect that passed somewhere as neither passed nor failed', () => {
    const row = buildRow({ codes: 'FFFFFFFFFP', verdict: 'suspect' });
    const { results } = render(buildReport({ rows: [row] }));
    expect(results.tests[0]).toMatchObject({ status: 'other', rawStatus: 'suspect' });
    expect(results.summary).toMatchObject({ tests: 1, passed: 0, failed: 0, other: 1 });
    const broken = buildRow({ codes: 'F', verdict: 'suspect' });
    expect(render(buildReport({ rows: [broken] })).results.tests[0]).toMatchObject({ status: 'failed' });
  });

  it('tells a test that every iteration had to retry as passed', () => {
    const [test] = render(buildReport({ rows: [buildRow({ codes: 'RRR', verdict: 'flaky' })] })).results
      .tests;
    expect(test).toMatchObject({ status: 'passed', flaky: true, retries: 3 });
  });

  it('sums up exactly what it lists', () => {
    expect(summary).toMatchObject({
      tests: 119,
      passed: 118,
      failed: 1,
      skipped: 0,
      pending: 0,
      other: 0,
      flaky: 3,
    });
  });

  it('takes skipped and never reported apart', () => {
    const rows = [
      buildRow({ codes: 'SS-', verdict: 'skipped' }),
      buildRow({ codes: '---', verdict: 'inconclusive' }),
    ];
    expect(render(buildReport({ rows })).results.tests.map(({ status }) => status)).toEqual([
      'skipped',
      'other',
    ]);
  });

  it('takes its times from the ledger, as UTC where no zone is given', () => {
    const iterations = [
      buildIteration(1, { timestamp: '2026-03-01T02:00:00', durationMs: 1000 }),
      buildIteration(2, { timestamp: '2026-03-01T03:30:00.250+01:00', durationMs: 500.4 }),
      buildIteration(3, { timestamp: 'yesterday', durationMs: 1e9 }),
    ];
    const start = Date.UTC(2026, 2, 1, 2);
    const stop = Date.UTC(2026, 2, 1, 2, 30, 0, 750);
    expect(render(buildReport({ ledger: buildLedger({ iterations }) })).results.summary).toMatchObject({
      start,
      stop,
    });
  });

  it('has no time when the reports have none', () => {
    const ledger = buildLedger({ iterations: [buildIteration(1, { timestamp: null })] });
    expect(render(buildReport({ ledger })).results.summary).toMatchObject({ start: 0, stop: 0, duration: 0 });
  });

  it('stays within the format whatever the names', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const { results } = render(report);
        const count = (status: string): number =>
          results.tests.filter((test) => test.status === status).length;
        for (const test of results.tests) {
          expect(Object.keys(test).filter((key) => !KNOWN.has(key))).toEqual([]);
          expect(test.name.length).toBeGreaterThan(0);
          expect(STATUSES).toContain(test.status);
          expect(Number.isInteger(test.duration)).toBe(true);
        }
        expect(results.summary['tests']).toBe(results.tests.length);
        for (const status of STATUSES) expect(results.summary[status]).toBe(count(status));
      }),
      { seed: 5_001, numRuns: 60 },
    );
  });
});
