import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StabilityReport } from '../../src/model/stability-report.ts';
import { CSV_COLUMNS, renderCsv } from '../../src/report/csv.ts';
import { buildReport, buildRow } from '../helpers/report-builder.ts';
import { hostileText } from './hostile-report.ts';

function render(report: StabilityReport): string {
  return [...renderCsv(report)].join('');
}

/** A plain reader of RFC 4180: records end with CR LF, quoted fields double their quotes. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  for (const [, cell = '', end] of text.matchAll(field)) {
    record.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

describe('CSV', () => {
  it('has a header and one row a test', () => {
    const row = buildRow({
      id: 'a::b, "c"',
      classname: 'a',
      name: 'b, "c"',
      file: 'a.py',
      codes: 'PPFPP',
      score: 0.166_585_4,
      medianMs: 12.5,
      spreadMs: null,
    });
    expect(render(buildReport({ rows: [row] }))).toBe(
      `${CSV_COLUMNS.join(',')}\r\n"a::b, ""c""",a,"b, ""c""",a.py,flaky,PPFPP,1,5,0.166585,0.99,0.01,0.13,0.45,12.5,\r\n`,
    );
  });

  it('cannot be taken for a formula, not even by the codes', () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', 'plain'];
    const rows = names.map((name) => buildRow({ name, codes: '-PPPP' }));
    const [, ...records] = readCsv(render(buildReport({ rows })));
    expect(records.map((record) => record[2])).toEqual(
      names.map((name) => (name === 'plain' ? name : `'${name}`)),
    );
    expect(new Set(records.map((record) => record[5]))).toEqual(new Set(["'-PPPP"]));
  });

  it('keeps every name and its place', () => {
    const rowsOf = fc.array(fc.tuple(hostileText, hostileText), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rowsOf, (names) => {
        const rows = names.map(([id, name]) => buildRow({ id, name }));
        const [header, ...records] = readCsv(render(buildReport({ rows })));
        expect(header).toEqual([...CSV_COLUMNS]);
        expect(records).toHaveLength(rows.length);
        for (const [index, [id, name]] of names.entries()) {
          const record = records[index] ?? [];
          expect(record).toHaveLength(CSV_COLUMNS.length);
          expect([id, `'${id}`]).toContain(record[0]);
          expect([name, `'${name}`]).toContain(record[2]);
          expect(record.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
        }
      }),
      { seed: 6_001, numRuns: 100 },
    );
  });
});
