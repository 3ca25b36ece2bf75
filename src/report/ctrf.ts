/** The night in the Common Test Report Format (ctrf.io): one entry a test, the last of its iterations' outcomes. */
import { decideFinalOutcome } from '../model/final-outcome.ts';
import type { StabilityReport, TestReport, TestRow } from '../model/stability-report.ts';
import { joinToBlocks } from './blocks.ts';
import { writeFigure } from './figures.ts';
import { rememberByScore } from './score-text.ts';

const SPEC_VERSION = '0.0.0';

/** The document in blocks of text. The summary comes last, because it is counted while the tests are written. */
export function renderCtrf(report: StabilityReport): Iterable<string> {
  return joinToBlocks(renderLines(report));
}

const STATUS = { passed: 'passed', failed: 'failed', skipped: 'skipped', missing: 'other' } as const;

/** A suspect that passed somewhere is undecided: neither passed nor failed would be true. */
function decideStatus(row: TestRow): (typeof STATUS)[keyof typeof STATUS] {
  const outcome = decideFinalOutcome(row);
  return outcome === 'passed' && row.verdict === 'suspect' ? 'other' : STATUS[outcome];
}

function* renderLines(report: StabilityReport): Generator<string> {
  const version = JSON.stringify(report.toolVersion);
  const counts = { passed: 0, failed: 0, skipped: 0, other: 0, flaky: 0 };
  const writeTest = createTestWriter(report);
  yield `{"reportFormat":"CTRF","specVersion":"${SPEC_VERSION}","generatedBy":"focus-stability",\n`;
  yield `"results":{"tool":{"name":"focus-stability","version":${version}},\n"tests":[`;
  let separator = '\n';
  for (const row of report.rows) {
    counts[decideStatus(row)] += 1;
    if (row.verdict === 'flaky') counts.flaky += 1;
    yield `${separator}${writeTest(row)}`;
    separator = ',\n';
  }
  const tests = counts.passed + counts.failed + counts.skipped + counts.other;
  const times = findTimes(report);
  yield `\n],\n"summary":${JSON.stringify({ tests, pending: 0, ...counts, ...times })}}}\n`;
}

function createTestWriter(report: StabilityReport): (row: TestRow) => string {
  const notable = new Map(report.notable.map((test) => [test.id, test]));
  const writeScoreOnce = rememberByScore(writeScore);
  return (row) => {
    const test = notable.get(row.id);
    const duration = Math.round(row.medianMs ?? 0);
    const names = `{"name":${JSON.stringify(row.name === '' ? '(no name)' : row.name)},${writeSuite(row)}`;
    const told = test === undefined ? '' : writeFailure(test);
    return `${names}${writeScoreOnce(row)},"testId":${JSON.stringify(row.id || '(no name)')},"duration":${duration}${told}}`;
  };
}

function writeSuite({ classname, file }: TestRow): string {
  const suite = classname === '' ? '' : `"suite":[${JSON.stringify(classname)}],`;
  return file === null || file === '' ? suite : `${suite}"filePath":${JSON.stringify(file)},`;
}

/** Retries are re-executions inside an iteration; iterations themselves are not retries. */
function writeScore(row: TestRow): string {
  const retries = row.codes.split('R').length - 1;
  const flaky = row.verdict === 'flaky' ? ',"flaky":true' : '';
  const extra = [
    `"verdict":"${row.verdict}","codes":${JSON.stringify(row.codes)},"ran":${row.ran},"failed":${row.failed}`,
    `"score":${writeFigure(row.score)},"pFlaky":${writeFigure(row.pFlaky)}`,
    `"low":${writeFigure(row.low)},"high":${writeFigure(row.high)}`,
  ].join(',');
  const outcome = `"status":"${decideStatus(row)}","rawStatus":"${row.verdict}"`;
  return `${outcome}${flaky}${retries > 0 ? `,"retries":${retries}` : ''},"extra":{${extra}}`;
}

/** Message and trace of the first failure that is known; CTRF has room for one. */
function writeFailure({ failures }: TestReport): string {
  const failure = failures.find(({ kind }) => kind !== 'skipped');
  if (failure === undefined) return '';
  const trace = failure.text === '' ? '' : `,"trace":${JSON.stringify(failure.text)}`;
  return `,"message":${JSON.stringify(failure.message || failure.type)}${trace}`;
}

/** Milliseconds since 1970 from the ledger's own timestamps: earliest start, latest start plus test time; else 0. */
function findTimes({ ledger }: StabilityReport): { start: number; stop: number; duration: number } {
  let start = Infinity;
  let stop = 0;
  for (const { timestamp, durationMs } of ledger.iterations) {
    const begun = timestamp === null ? Number.NaN : readTimestamp(timestamp);
    if (Number.isNaN(begun)) continue;
    start = Math.min(start, begun);
    stop = Math.max(stop, begun + Math.round(durationMs));
  }
  return start === Infinity ? { start: 0, stop: 0, duration: 0 } : { start, stop, duration: stop - start };
}

const ISO_TIMESTAMP = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** A timestamp without a zone is taken as UTC: the reader's own zone would make the report depend on the machine. */
function readTimestamp(timestamp: string): number {
  const [, date, time, zone = 'Z'] = ISO_TIMESTAMP.exec(timestamp.trim()) ?? [];
  const offset = zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2').toUpperCase();
  return date === undefined || time === undefined
    ? Number.NaN
    : Math.floor(Date.parse(`${date}T${time}${offset}`));
}
