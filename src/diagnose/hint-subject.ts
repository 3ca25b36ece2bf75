/** A test to be explained, with its iterations split into those that failed and those that passed. */
import type { FailureReport } from '../model/failure.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import { isFirstFailure } from '../model/outcome.ts';
import type { Cluster } from '../model/stability-report.ts';

export interface HintSubject {
  /** Number in the matrix. */
  readonly test: number;
  /** Executions that show its median flake rate at least once with 95 % probability: Score.runs95. */
  readonly runs95: number;
  readonly failures: readonly FailureReport[];
  /** Cluster of its most frequent failure. */
  readonly cluster: Cluster | null;
}

/** Indexes of the iterations. A rescued iteration failed; skipped and missing ones are on neither side. */
export interface Split {
  readonly failing: readonly number[];
  readonly passing: readonly number[];
}

export function splitIterations(matrix: StabilityMatrix, test: number): Split {
  const failing: number[] = [];
  const passing: number[] = [];
  for (const [index, code] of [...matrix.codes(test)].entries()) {
    if (isFirstFailure(code)) failing.push(index);
    else if (code === 'P') passing.push(index);
  }
  return { failing, passing };
}
