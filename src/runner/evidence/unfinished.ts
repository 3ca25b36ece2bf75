/** Tests that the output names and no report has: which they are, which count, and a JUnit report of those. */
import { writeFileSync } from 'node:fs';
import type { Ending } from '../../model/run.ts';
import { escapeAttribute, escapeText } from '../../kit/xml.ts';
import type { SeenTest } from '../../producers/preset.ts';
import type { Survey } from '../ports.ts';
import { findResembling, type SeenTests } from './seen-tests.ts';

export const UNFINISHED_NAME = 'unfinished.xml';

/**
 * None when one of the reports could not be read to compare with, or names its tests differently from the output. A test
 * that a person stopped did nothing wrong. `reports`: how many there are.
 */
export function findMissing(
  seen: SeenTests,
  surveys: readonly Survey[],
  { ending, reports }: { readonly ending: Ending; readonly reports: number },
): readonly SeenTest[] {
  if (surveys.length < reports) return [];
  const missing = seen.missingFrom(surveys.map(({ ids }) => ids)) ?? [];
  return missing.filter(({ outcome }) => ending.kind !== 'interrupted' || outcome !== 'started');
}

/**
 * A suite that ended by itself and closed a report has said all it knows, but for a test that it never came back from:
 * a command may run several sessions, and one of them may die.
 */
export function chooseRescued(
  missing: readonly SeenTest[],
  surveys: readonly Survey[],
  { ending, seen }: { readonly ending: Ending; readonly seen: SeenTests },
): readonly SeenTest[] {
  const isWhole = ending.kind === 'exited' && surveys.some(({ isComplete }) => isComplete);
  if (!isWhole) return missing;
  const open = missing.filter((test) => seen.isOpen(test));
  if (open.length === 0) return [];
  const isReported = findResembling(surveys.map(({ ids }) => ids));
  return open.filter((test) => !isReported(test));
}

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
