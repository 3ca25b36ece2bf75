/** Writes the reports of a workload piece by piece, and beside them the truth that a reader must find. */
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeCase, writeSeconds } from './case-xml.ts';
import { decideOutcome, drawDurationMs, planTest, type Outcome } from './test-plan.ts';

/** Raised when the same options give other bytes than before: older workloads are then made anew. */
const GENERATOR_VERSION = 1;

export interface Workload {
  readonly tests: number;
  readonly iterations: number;
  readonly seed: number;
}

export interface FileTruth {
  readonly file: string;
  readonly bytes: number;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

export interface Truth extends Workload {
  readonly generator: number;
  readonly files: readonly FileTruth[];
  /** Tests with at least one failure or error. */
  readonly everFailed: number;
  /** Of those, tests that also passed. */
  readonly mixed: number;
}

export const REPORTS_FOLDER = 'reports';
export const TRUTH_FILE = 'truth.json';

/** Writes `<directory>/reports/junit-<k>.xml`, then `<directory>/truth.json`: its presence says that all is complete. */
export function writeReports(workload: Workload, directory: string): Truth {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, REPORTS_FOLDER), { recursive: true });
  const seen = new Uint8Array(workload.tests);
  const files: FileTruth[] = [];
  for (let iteration = 1; iteration <= workload.iterations; iteration += 1) {
    const file = `junit-${iteration}.xml`;
    const counts = countOutcomes(workload, iteration, seen);
    const bytes = writeReport(workload, iteration, { path: join(directory, REPORTS_FOLDER, file), counts });
    files.push({
      file,
      bytes,
      tests: workload.tests,
      failures: counts.failed,
      errors: counts.errored,
      skipped: counts.skipped,
    });
  }
  const truth: Truth = {
    generator: GENERATOR_VERSION,
    ...workload,
    files,
    everFailed: seen.filter((bits) => (bits & FAILED) !== 0).length,
    mixed: seen.filter((bits) => bits === (PASSED | FAILED)).length,
  };
  writeFileSync(join(directory, TRUTH_FILE), `${JSON.stringify(truth, null, 2)}\n`);
  return truth;
}

export function isTruthOf(truth: Truth, { tests, iterations, seed }: Workload): boolean {
  const { generator } = truth;
  return (
    generator === GENERATOR_VERSION &&
    truth.tests === tests &&
    truth.iterations === iterations &&
    truth.seed === seed
  );
}

const PASSED = 1;
const FAILED = 2;

type Counts = Record<Outcome, number> & { durationMs: number };

/** The suite's attributes come before its cases, so outcomes are decided twice and texts written once. */
function countOutcomes({ tests, seed }: Workload, iteration: number, seen: Uint8Array): Counts {
  const counts: Counts = { passed: 0, failed: 0, errored: 0, skipped: 0, durationMs: 0 };
  for (let number = 0; number < tests; number += 1) {
    const plan = planTest(seed, number);
    const outcome = decideOutcome(seed, plan, iteration);
    counts[outcome] += 1;
    counts.durationMs += drawDurationMs(seed, plan, iteration);
    if (outcome !== 'skipped') seen[number] = (seen[number] ?? 0) | (outcome === 'passed' ? PASSED : FAILED);
  }
  return counts;
}

const BLOCK_CHARACTERS = 1 << 20;

/** Returns the bytes written. */
function writeReport(
  { tests, seed }: Workload,
  iteration: number,
  { path, counts }: { path: string; counts: Counts },
): number {
  const file = openSync(path, 'w');
  let bytes = 0;
  let block = writeHead(tests, iteration, counts);
  for (let number = 0; number < tests; number += 1) {
    const plan = planTest(seed, number);
    const outcome = decideOutcome(seed, plan, iteration);
    block += writeCase(plan, {
      seed,
      iteration,
      outcome,
      durationMs: drawDurationMs(seed, plan, iteration),
    });
    if (block.length >= BLOCK_CHARACTERS) {
      bytes += writeSync(file, block);
      block = '';
    }
  }
  bytes += writeSync(file, `${block}</testsuite></testsuites>\n`);
  closeSync(file);
  return bytes;
}

function writeHead(tests: number, iteration: number, counts: Counts): string {
  const declared = `errors="${counts.errored}" failures="${counts.failed}" skipped="${counts.skipped}" tests="${tests}"`;
  const place = `timestamp="2031-05-06T0${iteration % 10}:00:00.000000+00:00" hostname="worker-${iteration}"`;
  return `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" ${declared} time="${writeSeconds(counts.durationMs)}" ${place}>`;
}
