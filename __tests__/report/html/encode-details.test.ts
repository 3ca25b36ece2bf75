import { describe, expect, it } from 'vitest';
import type { TestReport } from '../../../src/model/stability-report.ts';
import { DETAIL_BUDGET } from '../../../src/report/html/encode-details.ts';
import { buildReport, buildTest } from '../../helpers/report-builder.ts';
import { readPage, readStaticText } from './page-reader.ts';

function buildFailing(index: number, text: string): TestReport {
  return buildTest({
    id: `t${index}`,
    name: `t${index}`,
    failures: [{ iteration: 3, attempt: 1, kind: 'failure', type: 'Error', message: 'm'.repeat(1000), text }],
    properties: [{ name: 'key', value: 'value' }],
  });
}

describe('details of notable tests', () => {
  it('keeps everything that is known', () => {
    const test = {
      ...buildFailing(1, 'trace'),
      cluster: 'C1',
      incidents: ['I1'],
      repro: 'run it',
      hints: [{ kind: 'order', text: 'after t0' }] as const,
    };
    expect(readPage(buildReport({ rows: [test], notable: [test] })).detail(1)).toEqual({
      id: 't1',
      durationsMs: [100, 110, 120, 130, 140],
      failures: [
        {
          iteration: 3,
          attempt: 1,
          kind: 'failure',
          type: 'Error',
          message: 'm'.repeat(1000),
          text: 'trace',
        },
      ],
      failuresOmitted: 0,
      cluster: 'C1',
      incidents: ['I1'],
      repro: 'run it',
      hints: ['after t0'],
      properties: [['key', 'value']],
      costMinutesPerMonth: 1.5,
      reduced: false,
    });
  });

  it('gives the budget to the worst tests, leaves later texts out and says so', () => {
    const text = 'ü'.repeat(1_000_000);
    const tests = [1, 2, 3, 4, 5].map((index) => buildFailing(index, index === 5 ? 'short' : text));
    const page = readPage(buildReport({ rows: tests, notable: tests }));
    const texts = [1, 2, 3, 4, 5].map((number) => page.detail(number)?.failures[0]?.text?.length ?? null);
    // Two bytes a letter: the third would pass 6 MB, and what comes later never overtakes it.
    expect(texts).toEqual([1_000_000, 1_000_000, null, null, null]);
    expect(page.detail(4)?.reduced).toBe(true);
    expect(page.detail(4)?.failures[0]?.message).toHaveLength(300);
    expect(readStaticText(page)).toContain(
      'Failure texts of 3 tests left out to keep this page small; report.json has them.',
    );
  });

  it('stays bounded with any number of tests', () => {
    const tests = Array.from({ length: 4000 }, (_, index) => buildFailing(index, 'x'.repeat(10_000)));
    const page = readPage(buildReport({ rows: tests, notable: tests }));
    expect(Buffer.byteLength(page.text)).toBeLessThan(
      DETAIL_BUDGET.complete + DETAIL_BUDGET.reduced + 1_500_000,
    );
    expect(page.detail(4000)).toBeNull();
    expect(page.tests.rows).toHaveLength(4000);
  });
});
