/** The suite that `run` and the shell loop repeat, and one measured turn of either. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { PYTEST } from '../../__tests__/runner/python.ts';
import { runProcess, type Finished } from '../measure/run-process.ts';

const MODULES = 10;
const TESTS_PER_MODULE = 50;
export const TESTS = MODULES * TESTS_PER_MODULE;
export const ITERATIONS = 5;
const LIMIT_SECONDS = 900;
const FOLDER = join(import.meta.dirname, '..', 'work', 'runner');

/** `testMs`: how long each test waits. */
export function writeSuite(testMs: number): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(join(FOLDER, 'tests'), { recursive: true });
  const tests = Array.from(
    { length: TESTS_PER_MODULE },
    (_, test) =>
      `def test_${test}():\n    time.sleep(${testMs / 1000})\n    assert ${test} < ${TESTS_PER_MODULE}\n`,
  );
  for (let module = 0; module < MODULES; module += 1)
    writeFileSync(join(FOLDER, 'tests', `test_module_${module}.py`), `import time\n\n${tests.join('\n')}`);
}

/** Milliseconds of the loop that `run` replaces. */
export async function runBare(): Promise<number> {
  const suite = `"${PYTEST}" tests -v --tb=short --junit-xml=results-$iteration.xml`;
  const loop = `for iteration in 1 2 3 4 5; do ${suite} || exit; done`;
  const { wallMs } = await measure('sh', ['-c', loop]);
  return wallMs;
}

/** Milliseconds of `run` with the command line `cli`. */
export async function runOurs(cli: string): Promise<number> {
  const suite = [PYTEST, 'tests', '-v', '--tb=short', '--junit-xml=results-{iteration}.xml'];
  const words = [resolve(cli), 'run', '--iterations', `${ITERATIONS}`, '--', ...suite];
  const { wallMs } = await measure(process.execPath, words);
  requireReport();
  return wallMs;
}

async function measure(command: string, words: readonly string[]): Promise<Finished> {
  const done = await runProcess({ command, words, cwd: FOLDER, limitSeconds: LIMIT_SECONDS });
  if (done.exitCode !== 0)
    throw new Error(`${command} ended with ${done.exitCode}:\n${done.stdout}${done.stderr}`);
  return done;
}

/** A run that read fewer tests would be faster for a bad reason. */
function requireReport(): void {
  const { ledger } = JSON.parse(readFileSync(join(FOLDER, 'stability-report', 'report.json'), 'utf8')) as {
    readonly ledger: { readonly iterations: readonly { readonly passed: number }[] };
  };
  const passed = ledger.iterations.map((iteration) => iteration.passed);
  if (passed.length !== ITERATIONS || passed.some((count) => count !== TESTS))
    throw new Error(`the report has ${passed.join(', ')} passed tests`);
}
