/** What only whoever ran the suite can know. */
export const RUN_PROBLEM_CODES = [
  'not-started',
  'exit-code',
  'killed',
  'timed-out',
  'interrupted',
  'no-report',
  'stale-report',
  'output-after-report',
  'did-not-finish',
  'left-processes',
  'request-unmet',
  'not-kept',
] as const;
export type RunProblemCode = (typeof RUN_PROBLEM_CODES)[number];

/**
 * Something about the evidence that a reader must know: a file that could not be read,
 * an iteration that is missing, a count that does not add up. Problems are data: they are
 * collected, shown in the ledger and judged by the gate; they never stop the analysis.
 */
export type ProblemCode =
  | 'missing-iteration'
  | 'no-files'
  | 'unassigned'
  | 'unreadable'
  | 'not-junit'
  | 'empty-file'
  | 'truncated'
  | 'malformed'
  | 'unsafe-xml'
  | 'limit-reached'
  | 'count-mismatch'
  | 'odd-number'
  | 'fewer-cases'
  | 'no-cases'
  | 'all-skipped'
  | 'collection-errors'
  | 'overlapping-files'
  | 'reruns-on'
  | 'download-failed'
  | 'digest-mismatch'
  | 'expired'
  | 'archive-damaged'
  | 'archive-refused'
  | RunProblemCode;

/** `error` makes the iteration incomplete; `warning` deserves a look; `note` explains a figure. */
export type Severity = 'error' | 'warning' | 'note';

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** Path of the report it is about, as the user gave it; null when it is about a whole iteration. */
  readonly path: string | null;
  /** Iteration it is about, from 1; null when the file belongs to none. */
  readonly iteration: number | null;
  /** Where and what, in one sentence without a final full stop. */
  readonly message: string;
  /** What to do about it, in one sentence without a final full stop; empty when nothing is to be done. */
  readonly advice: string;
}
