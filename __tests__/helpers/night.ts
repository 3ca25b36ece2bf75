/** Analyses reports from memory: one entry per file, as `iteration`, or with attempt and shard. */
import { analyse, type AnalyseOptions } from '../../src/analysis/analyse.ts';
import { readReports, type NightEvidence } from '../../src/analysis/read-reports.ts';
import type { CollectedReports } from '../../src/model/report-file.ts';
import type { StabilityReport, TestRow } from '../../src/model/stability-report.ts';
import { writeReport, type CaseSpec } from './folder.ts';
import { reportFile } from './read-report.ts';

export interface MemoryReport {
  iteration: number;
  attempt?: number;
  shard?: string;
  content: string | Uint8Array;
}

export function collectMemory(reports: readonly MemoryReport[]): CollectedReports {
  const files = reports.map(({ iteration, attempt = 1, shard, content }) => ({
    ...reportFile(
      content,
      4096,
      `results-${iteration}${attempt > 1 ? `-attempt-${attempt}` : ''}${shard === undefined ? '' : `-shard-${shard}`}.xml`,
    ),
    iteration,
    attempt,
    shard: shard ?? null,
  }));
  return { files, problems: [], assignment: 'given' };
}

export const DEFAULTS: AnalyseOptions = {
  expectedIterations: null,
  maskNames: [],
  failOn: ['failing', 'incomplete'],
  minIterations: null,
  maxFlaky: null,
  knownFlaky: null,
  toolVersion: '0.0.0-test',
};

export function readMemory(
  reports: readonly MemoryReport[],
  options: Partial<AnalyseOptions> = {},
): Promise<NightEvidence> {
  return readReports(collectMemory(reports), { ...DEFAULTS, ...options });
}

export function analyseMemory(
  reports: readonly MemoryReport[],
  options: Partial<AnalyseOptions> = {},
): Promise<StabilityReport> {
  return analyse(collectMemory(reports), { ...DEFAULTS, ...options });
}

/** A night from strips: test name -> one code per iteration; `-` leaves the case out. */
export function nightOf(
  strips: Readonly<Record<string, string>>,
  spec: Partial<CaseSpec> = {},
): MemoryReport[] {
  const iterations = Math.max(...Object.values(strips).map((strip) => strip.length));
  return Array.from({ length: iterations }, (_, column) => ({
    iteration: column + 1,
    content: writeReport(
      Object.entries(strips)
        .filter(([, strip]) => (strip[column] ?? '-') !== '-')
        .map(([name, strip]) => ({ ...spec, name, code: strip[column] ?? 'P' })),
    ),
  }));
}

/** Id -> codes of every test. */
export function stripsOf(rows: Iterable<TestRow>): Record<string, string> {
  return Object.fromEntries([...rows].map(({ id, codes }) => [id, codes]));
}
