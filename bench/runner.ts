/**
 * What `focus-stability run` adds to five runs of a suite: `node bench/runner.ts [--pairs 7] [--test-ms 5]`.
 *
 * A pair is the shell loop that people write and `run` with the same command, one after the other; which of them is
 * first alternates. The figure is the median of the pairs' ratios of wall time.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasNeighbour } from '../scripts/neighbours/core.ts';
import { clearProgress, describeMachine, printTable, showProgress } from './measure/print.ts';
import { canMeasure } from './measure/run-process.ts';
import { median } from './measure/statistics.ts';
import { ITERATIONS, runBare, runOurs, TESTS, writeSuite } from './runner/suite.ts';

/** Of the wall time of bare runs. */
const MOST_RATIO = 1.03;
const FEWEST_PAIRS = 5;

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
  console.log(`${ITERATIONS} iterations of ${TESTS} tests of ${testMs} ms; ${describeMachine()}`);
  const rows: { readonly bare: number; readonly ours: number }[] = [];
  // The first run compiles the byte code of the suite.
  await runBare();
  for (let pair = 1; pair <= pairs; pair += 1) {
    showProgress(`pair ${pair} of ${pairs}`);
    if (pair % 2 === 0) {
      const ours = await runOurs(values.cli);
      rows.push({ bare: await runBare(), ours });
    } else rows.push({ bare: await runBare(), ours: await runOurs(values.cli) });
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
