/** A JUnit report of the tests that the output names and no report of the suite has. */
import { writeFileSync } from 'node:fs';
import { escapeAttribute, escapeText } from '../../kit/xml.ts';
import type { SeenTest } from '../../producers/preset.ts';

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
  const start = `<testcase classname="${escapeAttribute(classname)}" name="${escapeAttribute(name)}"`;
  const child = {
    passed: '',
    skipped: '<skipped message="skipped, as its output says"/>',
    failed: '<failure message="failed, as its output says; no report has the details"/>',
    started: `<error message="did not finish">${escapeText(outputTail)}</error>`,
  }[outcome];
  return child === '' ? `${start}/>\n` : `${start}>${child}</testcase>\n`;
}
