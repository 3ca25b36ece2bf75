/**
 * This checkout against an older one, both installed and built: `node bench/against.ts <checkout> [--pairs 15] [--only parse]`.
 *
 * A pair is the same work done by both, one after the other; which of them is first alternates. The figure is the median
 * of the pairs' ratios of wall time, new by old, and its 95 % interval.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { hasNeighbour } from '../scripts/neighbours/core.ts';
import { buildChild } from './measure/build-child.ts';
import { clearProgress, describeMachine, printTable, showProgress } from './measure/print.ts';
import { canMeasure, runProcess } from './measure/run-process.ts';
import { intervalOfMedian, median } from './measure/statistics.ts';
import { OUTCOME_SCAN } from './parsers/list.ts';
import type { ParserRun } from './parsers/run-parser.ts';
import { createOurs } from './reporters/list.ts';
import { runReporter } from './reporters/run-reporter.ts';
import { runOurs, writeSuite } from './runner/suite.ts';
import { prepareSet, type SetName } from './workload/sets.ts';

const HERE = join(import.meta.dirname, '..');
const WORK = join(import.meta.dirname, 'work');
const LIMIT_SECONDS = 120;
const FEWEST_PAIRS = 6;
/** The interval has to reach below it: what is slower for sure has to be mended. */
const MOST_RATIO = 1.05;

/** Milliseconds of wall time that the checkout takes. */
type Work = (checkout: string) => Promise<number>;

const WORKS: Readonly<Record<string, () => Promise<Work>>> = {
  parse: prepareParse,
  'report S': () => prepareReport('S'),
  'report M': () => prepareReport('M'),
  runner: prepareRunner,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: 'string', default: '15' }, only: { type: 'string', default: '' } },
});
const old = resolve(positionals[0] ?? '');
const fault = findFault();
if (fault === null) await main(Number(values.pairs));
else console.error(`against: ${fault}`);

function findFault(): string | null {
  if (!canMeasure()) return 'needs Linux with GNU time (Debian: apt-get install time)';
  if (positionals.length !== 1) return 'give one older checkout';
  for (const path of [join(old, 'dist', 'cli.js'), join(HERE, 'dist', 'cli.js')])
    if (!existsSync(path)) return `needs ${path}: npm ci && npm run build`;
  if (!hasNeighbour('pytest')) return 'needs pytest: npm run setup:tools';
  return Number(values.pairs) >= FEWEST_PAIRS ? null : `--pairs must be at least ${FEWEST_PAIRS}`;
}

async function main(pairs: number): Promise<void> {
  console.log(`${pairs} pairs; ${describeMachine()}`);
  const rows: string[][] = [];
  for (const [name, prepare] of Object.entries(WORKS)) {
    if (!name.startsWith(values.only)) continue;
    rows.push([name, ...tellRatios(await measurePairs(name, await prepare(), pairs))]);
  }
  clearProgress();
  printTable(['work', 'old s', 'new s', 'new/old', '95 % interval', `reaches below ${MOST_RATIO}`], rows);
  console.log(`\n${describeMachine()} after`);
}

interface Pair {
  readonly before: number;
  readonly after: number;
}

async function measurePairs(name: string, work: Work, pairs: number): Promise<Pair[]> {
  const measured: Pair[] = [];
  // The first runs fill the cache of files.
  await work(old);
  await work(HERE);
  for (let pair = 1; pair <= pairs; pair += 1) {
    showProgress(`${name}: pair ${pair} of ${pairs}`);
    if (pair % 2 === 0) {
      const after = await work(HERE);
      measured.push({ before: await work(old), after });
    } else measured.push({ before: await work(old), after: await work(HERE) });
  }
  return measured;
}

function tellRatios(pairs: readonly Pair[]): string[] {
  const ratios = pairs.map(({ before, after }) => after / before);
  const [low, high] = intervalOfMedian(ratios) ?? [Number.NaN, Number.NaN];
  const seconds = (all: readonly number[]): string => (median(all) / 1000).toFixed(2);
  return [
    seconds(pairs.map(({ before }) => before)),
    seconds(pairs.map(({ after }) => after)),
    median(ratios).toFixed(3),
    `${low.toFixed(3)} to ${high.toFixed(3)}`,
    low < MOST_RATIO ? 'yes' : 'no',
  ];
}

async function prepareParse(): Promise<Work> {
  const [path = ''] = prepareSet('P', WORK).paths;
  const childOf = (checkout: string): string => join(checkout, 'bench', 'work', 'child');
  for (const checkout of [old, HERE])
    await buildChild(join(checkout, 'bench', 'parsers', 'run-parser.ts'), childOf(checkout));
  return async (checkout) => {
    const { exitCode, stdout, stderr } = await runProcess({
      command: process.execPath,
      words: [join(childOf(checkout), 'run-parser.js'), OUTCOME_SCAN, path],
      cwd: WORK,
      limitSeconds: LIMIT_SECONDS,
    });
    if (exitCode !== 0) throw new Error(`the parser of ${checkout} ended with ${exitCode}:\n${stderr}`);
    return (JSON.parse(stdout) as ParserRun).wallMs;
  };
}

async function prepareReport(name: SetName): Promise<Work> {
  const set = prepareSet(name, WORK);
  const place = { output: join(WORK, 'out'), limitSeconds: LIMIT_SECONDS };
  return async (checkout) => {
    const ours = createOurs(checkout, join(checkout, 'dist', 'cli.js'), 'md,html,json');
    const attempt = await runReporter(ours, set, place);
    if ('failure' in attempt) throw new Error(`report of ${checkout}: ${attempt.failure}`);
    return attempt.result.wallMs;
  };
}

async function prepareRunner(): Promise<Work> {
  writeSuite(0);
  return (checkout) => runOurs(join(checkout, 'dist', 'cli.js'));
}
