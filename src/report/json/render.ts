/** report.json: everything the analysis found, for programs. Its shape is described by report.schema.json. */
import type { StabilityReport, TestRow } from '../../model/stability-report.ts';
import { joinToBlocks } from '../blocks.ts';
import { createRowWriter } from './row.ts';
import { listMembers, writeJson } from './write.ts';

/** Above this, plain stable tests are counted and not listed: nobody reads a gigabyte of them. */
export const MOST_LISTED_TESTS = 200_000;

/** The document in blocks of text; joined they are one JSON object that ends with a line break. */
export function renderJson(report: StabilityReport): Iterable<string> {
  return joinToBlocks(renderLines(report));
}

function* renderLines(report: StabilityReport): Generator<string> {
  const writeRow = createRowWriter();
  yield* renderHead(report);
  yield renderShortList('slowest', report.slowest.map(writeRow));
  yield renderShortList('mostVariable', report.mostVariable.map(writeRow));
  const omitsStable = report.totals.tests > MOST_LISTED_TESTS;
  let omittedStable = 0;
  let separator = '\n';
  yield '"tests":[';
  for (const row of report.rows) {
    if (omitsStable && isPlainlyStable(row)) {
      omittedStable += 1;
      continue;
    }
    yield `${separator}${writeRow(row)}`;
    separator = ',\n';
  }
  yield `\n],\n"omittedStable":${omittedStable}\n}\n`;
}

/** Everything but the lists of rows: the document's object, still open. Long lists come item by item. */
function* renderHead({
  rows: _rows,
  slowest: _slowest,
  mostVariable: _variable,
  ...rest
}: StabilityReport): Generator<string> {
  let separator = '{';
  for (const [key, value] of listMembers(rest)) {
    yield `${separator}"${key}":`;
    if (Array.isArray(value)) yield* renderList(value);
    else yield writeJson(value);
    separator = ',';
  }
  yield ',\n';
}

function* renderList(items: readonly unknown[]): Generator<string> {
  let separator = '[';
  for (const item of items) {
    yield `${separator}${writeJson(item)}`;
    separator = ',\n';
  }
  yield items.length === 0 ? '[]' : ']';
}

function renderShortList(key: string, rows: readonly string[]): string {
  return `"${key}":[${rows.join(',\n')}],\n`;
}

/** It ran and never failed, and nothing else is to be said of it. */
function isPlainlyStable({ verdict, failed, ran }: TestRow): boolean {
  return failed === 0 && ran > 0 && (verdict === 'stable' || verdict === 'inconclusive');
}
