/** Runs test files in a vitest of their own, which shows what it does, and counts. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const CONFIG = join(ROOT, '__tests__', 'wide', 'vitest.config.ts');

export interface TestCounts {
  readonly passed: number;
  readonly skipped: number;
  /** Titles of tests; a file that broke before its first one is told by its path. */
  readonly failed: readonly string[];
}

export async function runTests(
  files: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<TestCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'focus-stability-wide-'));
  const results = join(folder, 'results.json');
  const words = [
    'run',
    '--config',
    CONFIG,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
  ];
  const child = spawn(process.execPath, [VITEST, ...words, ...files], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  try {
    const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
    const counts = countTests(JSON.parse(readFileSync(results, 'utf8')) as VitestResults);
    // Errors outside of tests, and whatever else vitest found.
    const silent = code !== 0 && counts.failed.length === 0;
    return silent ? { ...counts, failed: [`vitest ended with ${code}`] } : counts;
  } catch (error) {
    return { passed: 0, skipped: 0, failed: [`vitest left no results: ${String(error)}`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface VitestResults {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export function countTests({ testResults }: VitestResults): TestCounts {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const titlesOf = (status: string): readonly string[] =>
    tests.filter((test) => test.status === status).map(({ fullName }) => fullName);
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = [
    ...titlesOf('failed'),
    ...broken.map(({ name }) => relative(ROOT, name).replaceAll('\\', '/')),
  ];
  const passed = titlesOf('passed').length;
  return { passed, failed, skipped: tests.length - passed - titlesOf('failed').length };
}
