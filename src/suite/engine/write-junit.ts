/**
 * Results of suites as JUnit XML: classname = name of the suite's source. Properties of a case: `test_key` and
 * `requirements` (Xray), `tags`, and `metric.<name>` for what it recorded. Attachments are lines
 * `[[ATTACHMENT|path]]` at the end of system-out, relative to the report.
 */
import { escapeAttribute, escapeText } from '../../kit/xml.ts';
import type { SuiteFailure, SuiteResult, TestOutcome, TestResult } from '../types/result.ts';

const MOST_LOG = 64 * 1024;

/** XML 1.0, in pieces. */
export function* writeJUnit(suites: readonly SuiteResult[]): Iterable<string> {
  const all = suites.flatMap(({ tests }) => tests);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="focus-stability suites" ${writeCounts(all)}>\n`;
  for (const suite of suites) {
    const stamp = suite.startedAt === null ? '' : ` timestamp="${new Date(suite.startedAt).toISOString()}"`;
    yield `<testsuite name="${escapeAttribute(suite.title)}" ${writeCounts(suite.tests)}${stamp}>\n`;
    for (const test of suite.tests) yield writeCase(test, suite);
    yield '</testsuite>\n';
  }
  yield '</testsuites>\n';
}

function writeCounts(tests: readonly TestResult[]): string {
  const count = (wanted: TestOutcome): number => tests.filter(({ outcome }) => outcome === wanted).length;
  const time = writeSeconds(tests.reduce((sum, { durationMs }) => sum + durationMs, 0));
  return `tests="${tests.length}" failures="${count('failed')}" errors="${count('errored')}" skipped="${count('skipped')}" time="${time}"`;
}

function writeCase(test: TestResult, suite: SuiteResult): string {
  const names = `classname="${escapeAttribute(suite.name)}" name="${escapeAttribute(test.name)}"`;
  const content = [
    writeProperties(test, suite),
    test.outcome === 'skipped' ? `<skipped message="${escapeAttribute(test.skipReason)}"/>\n` : '',
    ...test.failures.map(writeFailure),
    writeOutput(test),
  ].join('');
  const start = `<testcase ${names} time="${writeSeconds(test.durationMs)}"`;
  return content === '' ? `${start}/>\n` : `${start}>\n${content}</testcase>\n`;
}

function writeProperties({ xray, tags, metrics }: TestResult, suite: SuiteResult): string {
  const entries = [
    ['test_key', xray.join(',')],
    ['requirements', suite.xray.join(',')],
    ['tags', tags.join(',')],
    ...metrics.map(({ name, value }) => [`metric.${name}`, String(value)] as const),
  ].filter(([, value]) => value !== '');
  if (entries.length === 0) return '';
  const lines = entries.map(
    ([name = '', value = '']) =>
      `<property name="${escapeAttribute(name)}" value="${escapeAttribute(value)}"/>\n`,
  );
  return `<properties>\n${lines.join('')}</properties>\n`;
}

function writeFailure({ kind, type, message, text }: SuiteFailure): string {
  const start = `<${kind} message="${escapeAttribute(message)}" type="${escapeAttribute(type)}"`;
  return text === '' ? `${start}/>\n` : `${start}>${escapeText(text)}</${kind}>\n`;
}

function writeOutput({ log, attachments }: TestResult): string {
  const kept =
    log.length <= MOST_LOG
      ? log
      : `… (${log.length - MOST_LOG} characters left out)\n${log.slice(-MOST_LOG)}`;
  const marks = attachments.map((path) => `[[ATTACHMENT|${path}]]`);
  const text = [...(kept === '' ? [] : [kept]), ...marks].join('\n');
  return text === '' ? '' : `<system-out>${escapeText(text)}</system-out>\n`;
}

function writeSeconds(ms: number): string {
  return (ms / 1000).toFixed(6);
}
