/** What evidence each iteration brought, and what is missing. Shown before any verdict. */
import type { Problem } from './problem.ts';

export interface LedgerFile {
  readonly path: string;
  readonly attempt: number;
  readonly shard: string | null;
  readonly bytes: number;
  readonly cases: number;
  readonly declared: number | null;
  /** complete: end of document reached; partial: cut or malformed; unreadable: no case could be read. */
  readonly state: 'complete' | 'partial' | 'unreadable';
  /** As `FileFacts.producer`. */
  readonly producer: string;
}

/** missing: expected, no file. unreadable: files, but no evidence in them. incomplete: some evidence is known to lack. */
export type IterationState = 'complete' | 'incomplete' | 'unreadable' | 'missing';

export interface IterationEvidence {
  readonly iteration: number;
  readonly state: IterationState;
  readonly files: readonly LedgerFile[];
  /** Tests that reported (matrix cells that are not `-`). */
  readonly tests: number;
  readonly passed: number;
  /** Failed and errored. */
  readonly failed: number;
  readonly skipped: number;
  /** Passed only on a retry inside the iteration. */
  readonly rescued: number;
  /** Sum of test times in milliseconds. */
  readonly durationMs: number;
  readonly hostname: string | null;
  readonly timestamp: string | null;
  readonly problems: readonly Problem[];
}

export interface Ledger {
  /** Number of iterations that should be there: the setting, or the highest number seen. */
  readonly expected: number;
  readonly iterations: readonly IterationEvidence[];
  /** Problems of files that belong to no iteration. */
  readonly problems: readonly Problem[];
}
