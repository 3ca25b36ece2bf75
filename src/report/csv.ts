/** One test a row, for spreadsheets. RFC 4180; no cell can be taken for a formula. */
import type { StabilityReport, TestRow } from '../model/stability-report.ts';
import { joinToBlocks } from './blocks.ts';
import { roundFigure } from './figures.ts';
import { rememberByScore } from './score-text.ts';

/** Names of the columns, in order. Rates are 0..1, times milliseconds, codes one letter an iteration. */
export const CSV_COLUMNS = [
  'id',
  'classname',
  'name',
  'file',
  'verdict',
  'codes',
  'failed',
  'ran',
  'score',
  'pFlaky',
  'low',
  'median',
  'high',
  'medianMs',
  'spreadMs',
] as const;

/** Header and rows in blocks of text, lines ended by CR LF. Unknown figures are empty cells. */
export function renderCsv(report: StabilityReport): Iterable<string> {
  return joinToBlocks(renderLines(report));
}

function* renderLines(report: StabilityReport): Generator<string> {
  const writeScoreOnce = rememberByScore(writeScore);
  yield `${CSV_COLUMNS.join(',')}\r\n`;
  for (const row of report.rows) {
    const names = `${writeCell(row.id)},${writeCell(row.classname)},${writeCell(row.name)},${writeCell(row.file ?? '')}`;
    yield `${names},${writeScoreOnce(row)},${writeNumber(row.medianMs)},${writeNumber(row.spreadMs)}\r\n`;
  }
}

function writeScore(row: TestRow): string {
  const counts = `${row.verdict},${writeCell(row.codes)},${row.failed},${row.ran}`;
  const rates = [row.score, row.pFlaky, row.low, row.median, row.high].map(writeNumber);
  return `${counts},${rates.join(',')}`;
}

function writeNumber(value: number | null): string {
  return value === null ? '' : `${roundFigure(value)}`;
}

/** Spreadsheets run what begins like this, some also in the full-width forms. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

function writeCell(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
