/** A temporary folder with files, removed when the test is over. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Paths with forward slashes -> content. Returns the absolute path of the folder. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'focus-stability-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const absolute = join(folder, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
  }
  return folder;
}

export interface CaseSpec {
  name: string;
  classname?: string;
  /** P, F, E, S, or R for a flakyFailure. */
  code?: string;
  time?: number;
  message?: string;
}

const CHILD: Readonly<Record<string, (message: string) => string>> = {
  P: () => '',
  F: (message) => `<failure message="${message}">trace of ${message}</failure>`,
  E: (message) => `<error message="${message}"/>`,
  S: () => '<skipped/>',
  R: (message) => `<flakyFailure message="${message}"/>`,
};

/** A JUnit report of these cases. */
export function writeReport(cases: readonly CaseSpec[], attributes = ''): string {
  const body = cases.map(
    ({ name, classname = 'tests.test_a', code = 'P', time = 0.1, message = 'boom' }) =>
      `<testcase classname="${classname}" name="${name}" time="${time}">${CHILD[code]?.(message) ?? ''}</testcase>`,
  );
  return `<?xml version="1.0"?><testsuites><testsuite name="pytest" ${attributes}>${body.join('')}</testsuite></testsuites>`;
}
