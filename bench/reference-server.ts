/**
 * The reference server: `node bench/reference-server.ts [--starts 9] [--seconds 10]`.
 *
 * `serve` runs as people run it, in a process of its own; this one is its client and takes a core of its own.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { clearProgress, describeMachine, printTable, showProgress } from './measure/print.ts';
import { median } from './measure/statistics.ts';
import { measureHour } from './reference/hour.ts';
import { measurePairs } from './reference/pairs.ts';
import { startServe, type ServeProcess } from './reference/serve-process.ts';
import { measureStreams } from './reference/streams.ts';

const MOST_START_MS = 300;
const FEWEST_PAIRS = 300;
const STREAMS = 30;
/** Of the rows that came due; the window's edges cut frames in two. */
const LEAST_SHARE = 0.99;
/** A live frame spans half a second at most. */
const MOST_LAG_MS = 500;
/** Of an hour with 3600 jobs: less than a tenth of what one of them holds. */
const MOST_GROWN_KB = 1000;

const { values } = parseArgs({
  options: {
    starts: { type: 'string', default: '9' },
    /** Of pairs, and of streams. */
    seconds: { type: 'string', default: '10' },
    /** Another build than the one in dist/. */
    cli: { type: 'string', default: join(import.meta.dirname, '..', 'dist', 'cli.js') },
  },
});

type Row = readonly [figure: string, value: string, must: string, verdict: string];

if (process.platform !== 'linux')
  console.error('reference-server: needs Linux, for the CPU time of a process');
else if (!existsSync(values.cli)) console.error(`reference-server: needs ${values.cli}: npm run build`);
else await main(Number(values.starts), Number(values.seconds));

async function main(starts: number, seconds: number): Promise<void> {
  console.log(describeMachine());
  const rows = [await showStart(starts), ...(await showLoad(seconds)), await showHour()];
  clearProgress();
  printTable(['figure', 'measured', 'must be', ''], rows);
  console.log(`\n${describeMachine()} after`);
}

async function showStart(starts: number): Promise<Row> {
  const figures: { readonly readyMs: number; readonly cpuMs: number }[] = [];
  for (let start = 1; start <= starts; start += 1) {
    showProgress(`start ${start} of ${starts}`);
    const server = await startServe(values.cli);
    figures.push({ readyMs: server.readyMs, cpuMs: server.cpuMs() });
    await server.stop();
  }
  const wall = median(figures.map(({ readyMs }) => readyMs));
  const least = Math.min(...figures.map(({ readyMs }) => readyMs));
  const cpu = median(figures.map(({ cpuMs }) => cpuMs));
  return [
    `start to the first answer, median of ${starts}`,
    `${wall.toFixed(0)} ms (least ${least.toFixed(0)}, CPU ${cpu.toFixed(0)})`,
    `${MOST_START_MS} ms`,
    judge(wall < MOST_START_MS),
  ];
}

async function showLoad(seconds: number): Promise<Row[]> {
  const server = await startServe(values.cli);
  try {
    return [await showPairs(server, seconds), await showStreams(server, seconds)];
  } finally {
    await server.stop();
  }
}

async function showPairs(server: ServeProcess, seconds: number): Promise<Row> {
  showProgress('configure and delete');
  const { perSecond, cpuMsPerPair } = await measurePairs(server, seconds);
  return [
    'configure + delete',
    `${perSecond.toFixed(0)} pairs/s (CPU ${cpuMsPerPair.toFixed(2)} ms a pair)`,
    `${FEWEST_PAIRS} pairs/s`,
    judge(perSecond >= FEWEST_PAIRS),
  ];
}

async function showStreams(server: ServeProcess, seconds: number): Promise<Row> {
  showProgress(`${STREAMS} streams`);
  const { share, medianLagMs, p99LagMs, cores } = await measureStreams(server, { count: STREAMS, seconds });
  return [
    `${STREAMS} live streams, 100 rows a second each`,
    `${(share * 100).toFixed(1)} % of the rows, late by ${medianLagMs.toFixed(0)} ms (99 %: ${p99LagMs.toFixed(0)}), ${cores.toFixed(2)} cores`,
    `all, ${MOST_LAG_MS} ms`,
    judge(share >= LEAST_SHARE && p99LagMs <= MOST_LAG_MS),
  ];
}

async function showHour(): Promise<Row> {
  showProgress('an hour of jobs');
  const { jobs, grownKb, heapMb } = await measureHour();
  return [
    `an hour, ${jobs} jobs: growth of the heap`,
    `${grownKb.toFixed(0)} kB of ${heapMb.toFixed(0)} MB`,
    `flat: ${MOST_GROWN_KB} kB`,
    judge(grownKb <= MOST_GROWN_KB),
  ];
}

function judge(met: boolean): string {
  return met ? 'met' : 'missed';
}
