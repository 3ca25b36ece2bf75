/**
 * Test x iteration: what every test did in every iteration. Tests are numbered from 0 in order of first
 * appearance; columns are iterations in ascending order. Columns live in typed arrays so that two million
 * tests cost tens of bytes each; strings are made only when somebody asks for a name.
 */
import type { CellByte } from './outcome.ts';

export interface StabilityMatrix {
  readonly testCount: number;
  /** Iteration numbers of the columns, ascending, without gaps filled in: missing ones are columns too. */
  readonly iterations: readonly number[];
  name(test: number): TestName;
  cell(test: number, column: number): CellByte;
  /** Cells as letters, e.g. `PPFP-`. */
  codes(test: number): string;
  /** Milliseconds of the final attempt, or NaN where the test did not report. */
  durationMs(test: number, column: number): number;
  /** Executions inside one cell when there was more than one (reruns), first to last; else null. */
  attempts(test: number, column: number): readonly CellByte[] | null;
  /** Tests with more than one attempt in a column. */
  retriedTests(column: number): number;
  /** Raw fragments kept for a test, in column then attempt order. */
  evidence(test: number): readonly Evidence[];
  /** Failed executions of a test whose fragment did not fit into the evidence budget. */
  evidenceOmitted(test: number): number;
  /** Results of one id beyond the most that are kept per iteration. */
  droppedExecutions(column: number): number;
  /** All tests that ran in a column, in the order they finished; null when the order was that of
   * the first column. */
  order(column: number): Uint32Array | null;
  /** Tests with at least one cell that is F, E or R, ascending. */
  everFailed(): Uint32Array;
}

export interface TestName {
  /** Unique in the matrix: scope and name joined, plus an occurrence index for duplicates. */
  readonly id: string;
  /** Classname, or file and suite path. Empty when the producer gives none. */
  readonly classname: string;
  readonly name: string;
  readonly file: string | null;
}

export interface Evidence {
  readonly column: number;
  /** From 1. */
  readonly attempt: number;
  /** XML fragment; see CaseResult.detail. */
  readonly fragment: Uint8Array;
}
