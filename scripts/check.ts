/**
 * `npm run check`: what `.ci/run` asks, without its slow part: types, lint, unused code, documents, dist/, and the tests that
 * start no process and no server. Two steps at a time; what the failed ones printed comes at the end.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runPool } from '../src/kit/pool.ts';
import { sortTests } from './check/sort-tests.ts';

const ROOT = join(import.meta.dirname, '..');

interface Step {
  readonly name: string;
  /** A line of shell. */
  readonly command: string;
}

const script = (name: string): string => `npm run --silent ${name}`;
const { fast, slow } = sortTests(ROOT);

/** What takes longest first. The tests leave nothing behind, and share one world: to make one for each takes longer. */
const STEPS: readonly Step[] = [
  {
    name: `${fast.length} files of tests`,
    command: `vitest run --no-isolate --maxWorkers=2 --reporter=dot ${fast.join(' ')}`,
  },
  { name: 'types', command: script('types') },
  { name: 'lint', command: script('lint') },
  { name: 'dist is what the source builds', command: script('dist:check') },
  { name: 'unused code', command: script('unused') },
  { name: 'documents are what the source says', command: script('docs:check') },
];

const results = await runPool(STEPS, 2, runStep);
const failed = results.filter(({ passed }) => !passed);
for (const { name, command, output } of failed)
  console.error(`\n=== failed: ${name}: ${command.slice(0, 100)}\n${output.trim()}`);
console.log(
  `\nNot run: ${slow.length} files of tests that start a process or a server (npm test), npm start.`,
);
console.log(failed.length === 0 ? 'All passed.' : `Failed: ${failed.map(({ name }) => name).join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runStep(step: Step) {
  const start = performance.now();
  const child = spawn(`${step.command} 2>&1`, {
    cwd: ROOT,
    shell: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  const closed = new Promise<number | null>((done) => child.on('close', done));
  const output = await text(child.stdout);
  const passed = (await closed) === 0;
  const seconds = ((performance.now() - start) / 1000).toFixed(0).padStart(4);
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${seconds} s  ${step.name}`);
  return { ...step, passed, output };
}
