/** The named workloads, made on demand under bench/work. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isTruthOf,
  REPORTS_FOLDER,
  TRUTH_FILE,
  writeReports,
  type Truth,
  type Workload,
} from './write-reports.ts';

export const REPORT_SETS = ['T', 'S', 'M', 'L', 'XL'] as const;
export type ReportSet = (typeof REPORT_SETS)[number];
/** `P` is one file of L: what the parsers read. */
export type SetName = ReportSet | 'P';

/** With this seed T has one flaky test and one with output. */
export const DEFAULT_SEED = 14;

const SETS: Readonly<Record<SetName, Omit<Workload, 'seed'>>> = {
  T: { tests: 5, iterations: 5 },
  S: { tests: 500, iterations: 5 },
  M: { tests: 10_000, iterations: 5 },
  L: { tests: 100_000, iterations: 5 },
  XL: { tests: 2_300_000, iterations: 1 },
  P: { tests: 100_000, iterations: 1 },
};

export interface ReadySet {
  readonly name: SetName;
  /** Holds the reports and nothing else. */
  readonly directory: string;
  readonly paths: readonly string[];
  readonly bytes: number;
  readonly truth: Truth;
}

export function isReportSet(name: string): name is ReportSet {
  return (REPORT_SETS as readonly string[]).includes(name);
}

/** The set as it lies under `work`; written first if it is missing or was made by another generator. */
export function prepareSet(name: SetName, work: string): ReadySet {
  const workload = { ...SETS[name], seed: DEFAULT_SEED };
  const folder = join(work, name);
  const truth = readTruth(folder, workload) ?? writeReports(workload, folder);
  const directory = join(folder, REPORTS_FOLDER);
  return {
    name,
    directory,
    paths: truth.files.map(({ file }) => join(directory, file)),
    bytes: truth.files.reduce((sum, { bytes }) => sum + bytes, 0),
    truth,
  };
}

function readTruth(folder: string, workload: Workload): Truth | null {
  const path = join(folder, TRUTH_FILE);
  if (!existsSync(path)) return null;
  const truth = JSON.parse(readFileSync(path, 'utf8')) as Truth;
  return isTruthOf(truth, workload) ? truth : null;
}
