/** Writes a workload of JUnit reports: `node bench/generate.ts --tests 10000 --iterations 5 --out DIR [--seed 14]`. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { DEFAULT_SEED } from './workload/sets.ts';
import { writeReports } from './workload/write-reports.ts';

const { values } = parseArgs({
  options: {
    tests: { type: 'string', default: '500' },
    iterations: { type: 'string', default: '5' },
    seed: { type: 'string', default: `${DEFAULT_SEED}` },
    out: { type: 'string' },
  },
});

const [tests, iterations, seed] = [values.tests, values.iterations, values.seed].map(Number);
if (values.out === undefined || !isCount(tests) || !isCount(iterations) || seed === undefined) {
  console.error('generate: --out DIR is needed; --tests and --iterations are whole numbers from 1');
  process.exitCode = 2;
} else {
  const truth = writeReports({ tests, iterations, seed }, values.out);
  for (const { file, bytes, failures, errors, skipped } of truth.files)
    console.log(`${file}: ${bytes} bytes, ${failures} failures, ${errors} errors, ${skipped} skipped`);
  console.log(`${truth.everFailed} tests failed at least once, ${truth.mixed} of them also passed`);
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0;
}
