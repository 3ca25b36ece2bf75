import { describe, expect, it } from 'vitest';
import { ROW_LIMIT } from '../../../src/report/html/encode-rows.ts';
import { buildReport, buildRow, buildTest } from '../../helpers/report-builder.ts';
import { readPage, readStaticText } from './page-reader.ts';

const nameRow = (index: number): { id: string; name: string } => ({
  id: `suite.t${index}`,
  name: `t${index}`,
});

describe('rows in the page', () => {
  it('keeps what a row says', () => {
    const row = buildRow({
      id: 'a.B.c',
      classname: 'a.B',
      name: 'c',
      file: 'a.py',
      codes: 'PF-PP',
      medianMs: 12.345,
      spreadMs: null,
    });
    const { tests } = readPage(buildReport({ rows: [row] }));
    expect(tests.rows).toEqual([[1, 'c', 0, 0, 12.35, null]]);
    expect(tests.scopes).toEqual([['a.B', 'a.py']]);
    expect(tests.shapes).toEqual([['PF-PP', 1, 4, 1, 0.25, 0.99, 0, 0.01, 0.13, 0.45, 22, 5, 0.5, 0.5271]]);
    expect(tests.iterations).toEqual([1, 2, 3, 4, 5]);
  });

  it('writes the id only where it says more than the name', () => {
    const rows = [buildRow({ id: 'a.b', name: 'b' }), buildRow({ id: 'a.b [2]', name: 'b' })];
    const { tests } = readPage(buildReport({ rows }));
    expect(tests.rows.map((row) => row[6])).toEqual([undefined, 'a.b [2]']);
  });

  it('shares classes and histories, and does not confuse histories that differ in the past only', () => {
    const rows = [
      buildRow(nameRow(1)),
      buildRow(nameRow(2)),
      buildRow({ ...nameRow(3), high: 0.02 }),
      buildRow({ ...nameRow(4), file: 'x.py' }),
    ];
    const { tests } = readPage(buildReport({ rows }));
    expect(tests.rows.map(([, , scope, shape]) => [scope, shape])).toEqual([
      [0, 0],
      [0, 0],
      [0, 1],
      [1, 0],
    ]);
  });
});

describe('more tests than a page holds', () => {
  const rows = Array.from({ length: ROW_LIMIT + 5000 }, (_, index) => buildRow(nameRow(index)));
  rows[ROW_LIMIT + 10] = buildRow({ ...nameRow(ROW_LIMIT + 10), codes: 'PFPPP' });
  rows[ROW_LIMIT + 20] = buildRow({ ...nameRow(ROW_LIMIT + 20), codes: 'SSSSS', verdict: 'skipped' });
  rows[ROW_LIMIT + 30] = buildRow({ ...nameRow(ROW_LIMIT + 30), codes: 'PFPPP', verdict: 'stable' });
  const page = readPage(buildReport({ rows, slowest: [buildRow(nameRow(ROW_LIMIT + 40))] }));

  it('embeds everything that is not plainly stable or is mentioned, then the first stable ones', () => {
    expect(page.tests.rows).toHaveLength(ROW_LIMIT);
    const numbers = page.tests.rows.map(([number]) => number);
    expect(numbers.slice(0, 4)).toEqual([ROW_LIMIT + 41, ROW_LIMIT + 11, ROW_LIMIT + 31, ROW_LIMIT + 21]);
    expect(numbers.slice(4)).toEqual(Array.from({ length: ROW_LIMIT - 4 }, (_, index) => index + 1));
  });

  it('says how many are left out and where they are', () => {
    expect(page.tests.total).toBe(25_000);
    expect(readStaticText(page)).toContain('5,000 tests left out of this page; report.csv has all 25,000.');
  });

  it('stays bounded when nothing is stable, and keeps the worst', () => {
    const failing = Array.from({ length: ROW_LIMIT + 500 }, (_, index) =>
      buildRow({ ...nameRow(index), codes: 'PFPPP' }),
    );
    failing.push(buildRow({ ...nameRow(90_000), codes: 'FFFFF' }));
    const { tests } = readPage(buildReport({ rows: failing }));
    expect(tests.rows).toHaveLength(ROW_LIMIT);
    expect(tests.rows[0]?.[0]).toBe(ROW_LIMIT + 501);
  });
});

describe('links', () => {
  it('leads from every mention to the number of the test in the matrix', () => {
    const flaky = buildTest({ ...nameRow(7), codes: 'PFPPP', cluster: 'C1' });
    const rows = [buildRow(nameRow(1)), buildRow(nameRow(2)), flaky];
    const cluster = {
      id: 'C1',
      signature: 's',
      example: 'e',
      failures: 1,
      tests: [flaky.id, 'unknown'],
      testCount: 2,
      iterations: [2],
    };
    const { text } = readPage(
      buildReport({
        rows,
        notable: [flaky],
        clusters: [cluster],
        slowest: [nameRow(2)].map((name) => buildRow(name)),
      }),
    );
    expect(text.match(/href="#\/test\/3"/g)).toHaveLength(2);
    expect(text.match(/href="#\/test\/2"/g)).toHaveLength(1);
    expect(text).toContain('<span class="name">unknown</span>');
  });
});
