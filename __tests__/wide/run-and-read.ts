/** Runs a suite through dist/cli.js as a user would, and reads what report.json says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../helpers/run-cli.ts';

export interface Answer {
  readonly code: number;
  /** All that it printed. */
  readonly text: string;
  /** Id of a test -> one letter for each iteration. */
  readonly tests: Readonly<Record<string, string>>;
  readonly totals: Readonly<Record<string, unknown>>;
}

/**
 * @param words of `run`, what it runs included
 * @param cwd the suite's folder, which gets the results and the report
 */
export async function runAndRead(
  words: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  // Home is where clients keep what they have downloaded.
  const home = { HOME: process.env['HOME'] ?? '', ...environment };
  const { code, stdout, stderr } = await runCli(['run', ...words], cwd, home);
  return { code, text: stdout + stderr, ...readTests(join(cwd, 'stability-report')) };
}

/** What the report in this folder says. */
export function readTests(folder: string): Pick<Answer, 'tests' | 'totals'> {
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as {
    readonly tests: readonly { readonly id: string; readonly codes: string }[];
    readonly totals: Readonly<Record<string, unknown>>;
  };
  const { tests, totals } = report;
  return { tests: Object.fromEntries(tests.map(({ id, codes }) => [id, codes])), totals };
}
