/** `focus-stability run` on small suites, as a user starts it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../helpers/folder.ts';
import { nightOf } from '../../helpers/night.ts';
import { runCli, type CliResult } from '../../helpers/run-cli.ts';

export type Files = Readonly<Record<string, string>>;

/** A suite in JavaScript: `report(xml)` writes where it was told, `n` is the iteration. */
const PRELUDE = `const fs = require('node:fs');
const { spawn } = require('node:child_process');
const n = Number(process.env.FOCUS_STABILITY_ITERATION);
const report = (xml) => fs.writeFileSync(process.env.FOCUS_STABILITY_JUNIT, xml);
const pid = (id) => fs.appendFileSync('pids', id + '\\n');
fs.appendFileSync('started', n + '\\n');
`;

export const NODE = ['--', process.execPath, 'suite.cjs'] as const;

export const scriptSuite = (body: string): Files => ({ 'suite.cjs': `${PRELUDE}${body}\n` });

/** Test -> one code per iteration; exits with 1 when a test failed, as test runners do. */
export const nightSuite = (strips: Readonly<Record<string, string>>): Files => ({
  ...Object.fromEntries(
    nightOf(strips).map(({ iteration, content }) => [
      `night/${iteration}.xml`,
      Buffer.from(content).toString(),
    ]),
  ),
  ...scriptSuite(`const xml = fs.readFileSync('night/' + n + '.xml', 'utf8');
console.log('suite ' + n + ' of ' + process.env.FOCUS_STABILITY_ITERATIONS);
report(xml);
process.exitCode = xml.includes('<failure') ? 1 : 0;`),
});

export interface Ran extends CliResult {
  readonly folder: string;
}

/** In a folder of these files, or in one that exists. */
export async function run(
  place: Files | string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const folder = typeof place === 'string' ? place : makeFolder(place);
  return { ...(await runCli(['run', ...words], folder, environment)), folder };
}

interface Ledger {
  readonly expected: number;
  readonly iterations: readonly {
    readonly iteration: number;
    readonly state: string;
    readonly problems: readonly {
      readonly code: string;
      readonly severity: string;
      readonly message: string;
    }[];
  }[];
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

export interface WrittenReport {
  readonly headline: string;
  readonly gate: { readonly passed: boolean; readonly reasons: readonly string[] };
  readonly ledger: Ledger;
  readonly incidents: readonly { readonly kind: string; readonly iteration: number | null }[];
  readonly tests: readonly { readonly id: string; readonly codes: string; readonly verdict: string }[];
}

export function readReport(folder: string): WrittenReport {
  return JSON.parse(readFileSync(join(folder, 'stability-report', 'report.json'), 'utf8')) as WrittenReport;
}

/** Name of a test -> its codes. */
export function readStrips(folder: string): Record<string, string> {
  const { tests } = readReport(folder);
  return Object.fromEntries(tests.map(({ id, codes }) => [id.replace(/^.*::/, ''), codes]));
}

/** `iteration state: code, code` of each. */
export function readLedger(folder: string): string[] {
  return readReport(folder).ledger.iterations.map(({ iteration, state, problems }) =>
    `${iteration} ${state}${problems.length > 0 ? ':' : ''} ${problems.map(({ code }) => code).join(', ')}`.trim(),
  );
}

export function readMessages(folder: string, iteration: number): string[] {
  const found = readReport(folder).ledger.iterations.find((one) => one.iteration === iteration);
  return (found?.problems ?? []).map(({ message }) => message);
}

/** Iterations in the order in which they started. */
export function readStarted(folder: string): number[] {
  const path = join(folder, 'started');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').map(Number) : [];
}

/** Relative paths of all files, sorted. */
export function listFolder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
