/** Parsing one report of about 94 MB, ours and npm's parsers: `node bench/parse.ts`. */
import { join } from 'node:path';
import process from 'node:process';
import { buildChild } from './measure/build-child.ts';
import { installPeers } from './measure/install-peers.ts';
import { interleave, type Attempt, type Outcome } from './measure/interleave.ts';
import { clearProgress, describeMachine, formatRatio, printTable, showProgress } from './measure/print.ts';
import { canMeasure, runProcess } from './measure/run-process.ts';
import { summariseUsage } from './measure/statistics.ts';
import { isEqual, type Counts } from './parsers/counts.ts';
import { OUTCOME_SCAN, PARSERS, REFERENCE } from './parsers/list.ts';
import type { ParserRun } from './parsers/run-parser.ts';
import { prepareSet, type ReadySet } from './workload/sets.ts';

const BENCH = import.meta.dirname;
const WORK = join(BENCH, 'work');
const LIMIT_SECONDS = 120;
/** The outcome scan must be so many times as fast as fast-xml-parser. */
const TARGET = 10;

interface Measured extends ParserRun {
  readonly peakMb: number;
}

async function main(): Promise<void> {
  if (!canMeasure()) {
    console.error('parse: needs Linux with GNU time (Debian: apt-get install time)');
    return;
  }
  installPeers(BENCH);
  await buildChild(join(BENCH, 'parsers', 'run-parser.ts'), join(WORK, 'child'));
  const set = prepareSet('P', WORK);
  console.log(`${(set.bytes / 1e6).toFixed(1)} MB, ${set.truth.tests} cases; ${describeMachine()} before`);
  const outcomes = await interleave(
    PARSERS.map(({ name, rounds }) => ({ name, rounds, run: () => runParser(name, set) })),
    showProgress,
  );
  clearProgress();
  printOutcomes(outcomes, set);
  console.log(`\n${describeMachine()} after`);
}

async function runParser(name: string, { paths, truth }: ReadySet): Promise<Attempt<Measured>> {
  const [path = ''] = paths;
  const finished = await runProcess({
    command: process.execPath,
    words: [join(WORK, 'child', 'run-parser.js'), name, path],
    cwd: WORK,
    limitSeconds: LIMIT_SECONDS,
  });
  if (finished.exitCode === null) return { failure: `no answer within ${LIMIT_SECONDS} s` };
  if (finished.exitCode !== 0) return { failure: findError(finished.stderr) };
  const run = JSON.parse(finished.stdout) as ParserRun;
  const [expected] = truth.files;
  if (expected === undefined || !isEqual(run.counts, expected))
    return { failure: `counted ${tellCounts(run.counts)}` };
  return { result: { ...run, peakMb: finished.peakMb } };
}

function findError(stderr: string): string {
  return /^\w*Error.*$/m.exec(stderr)?.[0].slice(0, 80) ?? 'failed';
}

function tellCounts({ tests, failures, errors }: Counts): string {
  return `${tests} cases, ${failures} failures, ${errors} errors`;
}

function printOutcomes(outcomes: readonly Outcome<Measured>[], { bytes }: ReadySet): void {
  const speeds = outcomes.map(({ name, results, failure }) => {
    const { wallMs, cpuMs, peakMb } = summariseUsage(results);
    return {
      name,
      runs: results.length,
      failure,
      peakMb,
      wall: bytes / 1000 / wallMs,
      cpu: bytes / 1000 / cpuMs,
    };
  });
  const reference = speeds.find(({ name }) => name === REFERENCE);
  const rows = speeds.map(({ name, runs, failure, peakMb, wall, cpu }) => [
    name,
    `${runs}`,
    ...(failure === null
      ? [
          wall.toFixed(0),
          formatRatio(wall / (reference?.wall ?? Number.NaN)),
          cpu.toFixed(0),
          formatRatio(cpu / (reference?.cpu ?? Number.NaN)),
          peakMb.toFixed(0),
          'as the truth',
        ]
      : ['–', '–', '–', '–', '–', failure]),
  ]);
  printTable(
    ['parser', 'runs', 'MB/s', `x ${REFERENCE}`, 'MB per CPU s', `x ${REFERENCE}`, 'peak MB', 'counts'],
    rows,
  );
  const ours = speeds.find(({ name }) => name === OUTCOME_SCAN);
  const ratio = (ours?.wall ?? Number.NaN) / (reference?.wall ?? Number.NaN);
  const cpuRatio = (ours?.cpu ?? Number.NaN) / (reference?.cpu ?? Number.NaN);
  console.log(
    `\noutcome scan: ${formatRatio(ratio)} x ${REFERENCE} (by CPU time ${formatRatio(cpuRatio)}), must be ${TARGET}: ${ratio >= TARGET ? 'met' : 'missed'}`,
  );
}

await main();
