/**
 * What `focus-stability run` adds to five runs of a suite: `node bench/runner.ts [--pairs 7] [--test-ms 5]`.
 *
 * A pair is the shell loop that people write and `run` with the same command, one after the other; which of them is
 * first alternates. The figure is the median of the pairs' ratios of wall time.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { PYTEST } from '../__tests__/runner/python.ts';
import { hasNeighbour } from '../scripts/neighbours/core.ts';
import { clearProgress, describeMachine, printTable, showProgress } from './measure/print.ts';
import { canMeasure, runProcess, type Finished } from './measure/run-process.ts';
import { median } from './measure/statistics.ts';

const MODULES = 10;
const TESTS_PER_MODULE = 50;
const ITERATIONS = 5;
/** Of the wall time of bare runs. */
const MOST_RATIO = 1.03;
const FEWEST_PAIRS = 5;
const LIMIT_SECONDS = 900;
const FOLDER = join(import.meta.dirname, 'work', 'runner');

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '7' },
    /** How long each test waits; a real one talks to a server. */
    'test-ms': { type: 'string', default: '5' },
    /** Another build than the one in dist/. */
    cli: { type: 'string', default: join(import.meta.dirname, '..', 'dist', 'cli.js') },
  },
});

const fault = findFault();
if (fault === null) await main(Number(values.pairs), Number(values['test-ms']));
else console.error(`runner: ${fault}`);

function findFault(): string | null {
  if (!canMeasure()) return 'needs Linux with GNU time (Debian: apt-get install time)';
  if (!hasNeighbour('pytest')) return 'needs pytest: npm run setup:tools';
  if (!existsSync(values.cli)) return `needs ${values.cli}: npm run build`;
  return Number(values.pairs) >= FEWEST_PAIRS ? null : `--pairs must be at least ${FEWEST_PAIRS}`;
}

async function main(pairs: number, testMs: number): Promise<void> {
  writeSuite(testMs);
  console.log(
    `${ITERATIONS} iterations of ${MODULES * TESTS_PER_MODULE} tests of ${testMs} ms; ${describeMachine()}`,
  );
  const rows: { readonly bare: number; readonly ours: number }[] = [];
  // The first run compiles the byte code of the suite.
  await runBare();
  for (let pair = 1; pair <= pairs; pair += 1) {
    showProgress(`pair ${pair} of ${pairs}`);
    if (pair % 2 === 0) {
      const ours = await runOurs();
      rows.push({ bare: await runBare(), ours });
    } else rows.push({ bare: await runBare(), ours: await runOurs() });
  }
  clearProgress();
  printTable(
    ['pair', 'bare s', 'run s', 'ratio'],
    rows.map(({ bare, ours }, index) => [
      `${index + 1}`,
      (bare / 1000).toFixed(2),
      (ours / 1000).toFixed(2),
      (ours / bare).toFixed(3),
    ]),
  );
  const ratio = median(rows.map(({ bare, ours }) => ours / bare));
  const verdict = ratio <= MOST_RATIO ? 'met' : 'missed';
  console.log(
    `\nmedian ratio ${ratio.toFixed(3)}, must be at most ${MOST_RATIO}: ${verdict}; ${describeMachine()} after`,
  );
}

function writeSuite(testMs: number): void {
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
async function runBare(): Promise<number> {
  const suite = `"${PYTEST}" tests -v --tb=short --junit-xml=results-$iteration.xml`;
  const loop = `for iteration in 1 2 3 4 5; do ${suite} || exit; done`;
  const { wallMs } = await measure('sh', ['-c', loop]);
  return wallMs;
}

async function runOurs(): Promise<number> {
  const suite = [PYTEST, 'tests', '-v', '--tb=short', '--junit-xml=results-{iteration}.xml'];
  const words = [resolve(values.cli), 'run', '--iterations', `${ITERATIONS}`, '--', ...suite];
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
  if (passed.length !== ITERATIONS || passed.some((count) => count !== MODULES * TESTS_PER_MODULE))
    throw new Error(`the report has ${passed.join(', ')} passed tests`);
}
