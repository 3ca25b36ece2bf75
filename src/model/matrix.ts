/**
 * Test x iteration: what every test did in every iteration. Tests are numbered from 0 in order of first
 * appearance; an `index` is the place of an iteration among all of them in ascending order, from 0. Cells live in typed
 * arrays so that two million tests cost tens of bytes each; strings are made only when somebody asks for a name.
 */
import type { CellByte } from './outcome.ts';

export interface StabilityMatrix {
  readonly testCount: number;
  /** Their numbers, ascending, without gaps filled in; missing ones are among them. */
  readonly iterations: readonly number[];
  name(test: number): TestName;
  cell(test: number, index: number): CellByte;
  /** Cells as letters, e.g. `PPFP-`. */
  codes(test: number): string;
  /** Milliseconds of the final attempt, or NaN where the test did not report. */
  durationMs(test: number, index: number): number;
  /** Executions inside one cell when there was more than one (reruns), first to last; else null. */
  attempts(test: number, index: number): readonly CellByte[] | null;
  /** Tests with more than one attempt in an iteration. */
  retriedTests(index: number): number;
  /** Raw fragments kept for a test, by iteration, then attempt. */
  evidence(test: number): readonly Evidence[];
  /** Failed executions of a test whose fragment did not fit into the evidence budget. */
  evidenceOmitted(test: number): number;
  /** Results of one id beyond the most that are kept per iteration. */
  droppedExecutions(index: number): number;
  /** All tests that ran in an iteration, in the order they finished; null when the order was that of
   * the first one. */
  order(index: number): Uint32Array | null;
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
  /** Of its iteration. */
  readonly index: number;
  /** From 1. */
  readonly attempt: number;
  /** XML fragment; see CaseResult.detail. */
  readonly fragment: Uint8Array;
}
