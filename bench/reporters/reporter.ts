/** A tool that turns several JUnit files into one result, and how to see that it really did. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadySet, ReportSet } from '../workload/sets.ts';
import type { Truth } from '../workload/write-reports.ts';

export interface Step {
  /** Words after `node`. */
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Proof {
  /** Inside the output folder. */
  readonly file: string;
  /** Finds a count near the start of the file; without it, the file only has to be there. */
  readonly count?: { readonly pattern: RegExp; readonly expected: (truth: Truth) => number };
}

export interface Reporter {
  readonly name: string;
  /** ours; report: a document for people; conversion: one file for programs, nothing judged or drawn. */
  readonly kind: 'ours' | 'report' | 'conversion';
  /** Run one after the other; times add up. `output` is an empty folder. */
  steps(set: ReadySet, output: string): readonly Step[];
  readonly proofs: readonly Proof[];
  /** Sets that it needs minutes for: it runs once on them. */
  readonly slowOn?: readonly ReportSet[];
}

/** What is wrong with the output, in words; null when nothing is. */
export function findFault({ proofs }: Reporter, output: string, truth: Truth): string | null {
  for (const { file, count } of proofs) {
    const path = join(output, file);
    if (!existsSync(path) || statSync(path).size === 0) return `wrote no ${file}`;
    if (count === undefined) continue;
    const found = count.pattern.exec(readStart(path))?.[1];
    const expected = count.expected(truth);
    if (Number(found) !== expected) return `${file} tells ${found ?? 'nothing'} instead of ${expected}`;
  }
  return null;
}

const START_BYTES = 1 << 16;

function readStart(path: string): string {
  const file = openSync(path, 'r');
  const start = Buffer.alloc(START_BYTES);
  const length = readSync(file, start, 0, START_BYTES, 0);
  closeSync(file);
  return start.toString('utf8', 0, length);
}

export function countExecutions({ tests, iterations }: Truth): number {
  return tests * iterations;
}
