/** What is wrong with one report: how it ends, what is no XML in it, and counts that do not add up. */
import { countOf } from '../kit/plural.ts';
import type { Problem, ProblemCode, Severity } from '../model/problem.ts';
import type { ReportFile } from '../model/report-file.ts';
import type { DocumentFacts } from './document-facts.ts';
import type { JUnitReader } from './junit-reader.ts';
import type { Reading } from './read-document.ts';
import { cleanName } from './text.ts';

type Add = (code: ProblemCode, severity: Severity, text: readonly [message: string, advice: string]) => void;

export function findProblems(file: ReportFile, reader: JUnitReader, reading: Reading): Problem[] {
  const problems: Problem[] = [];
  const { path, iteration } = file;
  const add: Add = (code, severity, [message, advice]) => {
    problems.push({ code, severity, path, iteration, message, advice });
  };
  const { facts } = reader;
  if (reading.failure !== null) {
    add(reading.bytes === 0 ? 'unreadable' : 'truncated', 'error', [
      `reading stopped after ${reading.bytes} bytes: ${reading.failure}`,
      'Check that the file was written and uploaded completely',
    ]);
  }
  if (!facts.isReport) {
    if (reading.failure === null) addNotReport(reading, facts, add);
    return problems;
  }
  if (reading.cut && reading.failure === null) {
    add('truncated', 'error', [
      `the document ends in the middle, after ${countOf(facts.cases, 'complete case')}`,
      'The run was probably killed while it wrote the report: look at the end of its log',
    ]);
  }
  if (facts.malformed !== null) {
    add('malformed', reader.rejected || reading.cut ? 'error' : 'warning', [
      `not well-formed XML: ${cleanName(facts.malformed)}`,
      'What could be read was used; report this to the author of the test runner',
    ]);
  }
  addCountProblems(facts, reading, add);
  if (facts.hasEntities) {
    add('unsafe-xml', 'warning', [
      'the document type declares entities; they were not expanded',
      'A test report needs no document type: check where this file comes from',
    ]);
  }
  if (reading.unknownEncoding !== null) {
    add('malformed', 'warning', [
      `unknown encoding "${reading.unknownEncoding}", read as UTF-8`,
      'Write the report as UTF-8',
    ]);
  }
  return problems;
}

function addNotReport(reading: Reading, facts: DocumentFacts, add: Add): void {
  if (reading.bytes === 0) {
    add('empty-file', 'error', [
      'the file is empty',
      'The runner created the file and died before writing it: look at the end of its log',
    ]);
    return;
  }
  const what =
    facts.root === null ? `it starts with "${reading.beginning}"` : `its root element is <${facts.root}>`;
  add('not-junit', 'error', [
    `not a JUnit report: ${cleanName(what)}`,
    'Expected <testsuites> or <testsuite>; check which file the runner writes its JUnit XML to',
  ]);
}

function addCountProblems(facts: DocumentFacts, reading: Reading, add: Add): void {
  if (!reading.cut) compareCounts(facts, add);
  if (facts.collectionErrors > 0) {
    add('collection-errors', 'error', [
      `${countOf(facts.collectionErrors, 'module')} could not be collected; the tests in there never ran`,
      'Fix the import errors shown as failing tests',
    ]);
  }
  if (facts.oddDurations > 0) {
    add('odd-number', 'note', [
      `${countOf(facts.oddDurations, 'duration')} not a number of seconds between 0 and a year, clamped`,
      '',
    ]);
  }
}

/** What the suites declare against what they hold. Too little may be lost; too much has an innocent reason. */
function compareCounts({ tests, failed, skips }: DocumentFacts, add: Add): void {
  if (tests.missing !== 0) {
    const fewer = tests.missing > 0;
    add('count-mismatch', fewer ? 'warning' : 'note', [
      `declares ${countOf(tests.declared ?? 0, 'test')} but holds ${countOf(tests.read, 'case')}`,
      fewer
        ? 'Cases may be lost: compare with the log of the run'
        : 'Usual with retries and with runners that count assertions',
    ]);
  }
  if (failed.missing !== 0) {
    const fewer = failed.missing > 0;
    add('count-mismatch', fewer ? 'warning' : 'note', [
      `declares ${countOf(failed.declared ?? 0, 'failure')} or errors but holds ${failed.read}`,
      fewer
        ? 'Something failed that no test case tells of, such as a build or a retried attempt: look at the log'
        : 'Usual where an error outside of any test has a case of its own',
    ]);
  }
  if (skips.missing !== 0) {
    add('count-mismatch', 'note', [
      `declares ${skips.declared} skipped but holds ${skips.read}`,
      'Usual where skipped tests are left out or counted apart',
    ]);
  }
}
