/** A JUnit report of the tests that the output names and no report of the suite has. */
import { writeFileSync } from 'node:fs';
import type { SeenTest } from '../presets/preset.ts';

/** `outputTail` explains the tests that did not finish. */
export function writeUnfinished(path: string, tests: readonly SeenTest[], outputTail: string): void {
  const count = (outcome: SeenTest['outcome']): number =>
    tests.filter((test) => test.outcome === outcome).length;
  const attributes = `tests="${tests.length}" failures="${count('failed')}" errors="${count('started')}" skipped="${count('skipped')}"`;
  const cases = tests.map((test) => writeCase(test, outputTail));
  writeFileSync(
    path,
    `<?xml version="1.0" encoding="utf-8"?>\n<testsuites><testsuite name="unfinished" ${attributes}>\n${cases.join('')}</testsuite></testsuites>\n`,
  );
}

function writeCase({ classname, name, outcome }: SeenTest, outputTail: string): string {
  const start = `<testcase classname="${escapeXml(classname)}" name="${escapeXml(name)}"`;
  const child = {
    passed: '',
    skipped: '<skipped message="skipped, as its output says"/>',
    failed: '<failure message="failed, as its output says; no report has the details"/>',
    started: `<error message="did not finish">${escapeXml(outputTail)}</error>`,
  }[outcome];
  return child === '' ? `${start}/>\n` : `${start}>${child}</testcase>\n`;
}

const XML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** For text and attributes; characters that XML does not have become U+FFFD. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000D\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
      .replaceAll(/[&<>"\n\t]/g, (letter) => XML[letter] ?? letter)
  );
}
