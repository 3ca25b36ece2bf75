/** All iterations merged into one JUnit report: one case a test, flaky ones with the failures they recovered from. */
import { escapeAttribute } from '../kit/xml.ts';
import type { FailureReport } from '../model/failure.ts';
import { MERGED_REPORT_ROOT } from '../model/report-file.ts';
import { decideFinalOutcome } from '../model/final-outcome.ts';
import { isFirstFailure } from '../model/outcome.ts';
import type { StabilityReport, TestRow } from '../model/stability-report.ts';
import { joinToBlocks } from './blocks.ts';
import { writeFigure } from './figures.ts';

import { rememberByScore } from './score-text.ts';

/**
 * XML 1.0 in blocks of text. Tests that passed somewhere are passed cases, with one `flakyFailure` for each failure;
 * failing ones have one `failure` and a `rerunFailure` for each further one. Rows are read twice: counts come first.
 */
export function renderMergedJunit(report: StabilityReport): Iterable<string> {
  return joinToBlocks(renderLines(report));
}

function* renderLines(report: StabilityReport): Generator<string> {
  const counts = writeCounts(report);
  const writeCase = createCaseWriter(report);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${MERGED_REPORT_ROOT}${counts}>\n`;
  yield `<testsuite name="focus-stability" ${counts}>\n`;
  for (const row of report.rows) yield writeCase(row);
  yield '</testsuite>\n</testsuites>\n';
}

function writeCounts({ rows }: StabilityReport): string {
  const counts = { passed: 0, failed: 0, skipped: 0, missing: 0 };
  let medianMs = 0;
  for (const row of rows) {
    counts[decideFinalOutcome(row)] += 1;
    medianMs += row.medianMs ?? 0;
  }
  const tests = counts.passed + counts.failed + counts.skipped + counts.missing;
  const time = writeSeconds(medianMs);
  return `tests="${tests}" failures="${counts.failed}" errors="${counts.missing}" skipped="${counts.skipped}" time="${time}"`;
}

function createCaseWriter(report: StabilityReport): (row: TestRow) => string {
  const notable = new Map(report.notable.map((test) => [test.id, test]));
  const writePropertiesOnce = rememberByScore(writeProperties);
  return (row) => {
    const file = row.file === null || row.file === '' ? '' : ` file="${escapeAttribute(row.file)}"`;
    const names = `<testcase classname="${escapeAttribute(row.classname)}" name="${escapeAttribute(row.name)}"${file}`;
    const failures = notable.get(row.id)?.failures ?? [];
    const outcome = writeOutcome(row, { failures, iterations: report.ledger.iterations });
    return `${names} time="${writeSeconds(row.medianMs ?? 0)}">${writePropertiesOnce(row)}${outcome}</testcase>\n`;
  };
}

function writeProperties(row: TestRow): string {
  const verdict = `<property name="verdict" value="${row.verdict}"/>`;
  const codes = `<property name="codes" value="${escapeAttribute(row.codes)}"/>`;
  return `<properties>${verdict}${codes}<property name="score" value="${writeFigure(row.score)}"/></properties>`;
}

interface Known {
  readonly failures: readonly FailureReport[];
  readonly iterations: StabilityReport['ledger']['iterations'];
}

interface Told {
  readonly message: string;
  readonly type: string;
  readonly text: string;
}

function writeOutcome(row: TestRow, { failures, iterations }: Known): string {
  const outcome = decideFinalOutcome(row);
  if (outcome === 'skipped') return '<skipped/>';
  if (outcome === 'missing') return '<error message="did not report in any iteration"/>';
  let written = '';
  for (let index = 0; index < row.codes.length; index += 1) {
    if (!isFirstFailure(row.codes[index] ?? '')) continue;
    const iteration = iterations[index]?.iteration ?? index + 1;
    for (const told of tellFailures(failures, iteration)) {
      if (outcome === 'passed') written += writeFailure('flakyFailure', told);
      else written += writeFailure(written === '' ? 'failure' : 'rerunFailure', told);
    }
  }
  return written;
}

/** What is known of the failures of one iteration; at least that it failed. */
function tellFailures(failures: readonly FailureReport[], iteration: number): readonly Told[] {
  const told = failures.filter((failure) => failure.iteration === iteration && failure.kind !== 'skipped');
  return told.length > 0 ? told : [{ message: `failed in iteration ${iteration}`, type: '', text: '' }];
}

/** Surefire keeps the text of attempts before the final one in a `stackTrace` of its own. */
function writeFailure(
  element: 'failure' | 'flakyFailure' | 'rerunFailure',
  { message, type, text }: Told,
): string {
  const start = `<${element} message="${escapeAttribute(message)}" type="${escapeAttribute(type)}">`;
  const body = escapeAttribute(text);
  return `${start}${element === 'failure' ? body : `<stackTrace>${body}</stackTrace>`}</${element}>`;
}

function writeSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
