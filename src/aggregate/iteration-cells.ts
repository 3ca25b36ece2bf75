/** What one iteration said about every test, in typed arrays; the rare id with several results is kept beside them. */
import type { CaseResult } from '../model/case-sink.ts';
import { CASE_FLAG } from '../model/case-sink.ts';
import { CELL, CELL_CODES, type CellByte } from '../model/outcome.ts';
import type { Execution } from './executions.ts';
import { grow } from './growable.ts';

/** More results of one id in one iteration than this are counted, not kept: a report where every case has one name. */
export const MAX_EXECUTIONS = 1000;

const OUTCOME_BITS = 7;
const BARE_BIT = 8;

export interface CasePosition {
  readonly file: number;
  readonly suite: number;
}

export class IterationCells {
  readonly iteration: number;
  /** Ids with more than one result, in reading order. */
  readonly repeated = new Map<number, Execution[]>();
  /** Attempts per test where there was more than one. */
  readonly attempts = new Map<number, readonly CellByte[]>();
  /** Results beyond MAX_EXECUTIONS. */
  dropped = 0;
  private cells = new Uint8Array(0);
  private durations = new Float32Array(0);
  /** Report and suite of the first result. */
  private files = new Uint16Array(0);
  private suites = new Uint32Array(0);
  /** Null while it would only count up from 0. */
  private finished: Uint32Array<ArrayBuffer> | null = null;
  private finishedCount = 0;
  private ascending = true;

  constructor(iteration: number) {
    this.iteration = iteration;
  }

  outcome(test: number): CellByte {
    return ((this.cells[test] ?? 0) & OUTCOME_BITS) as CellByte;
  }

  durationMs(test: number): number {
    return this.outcome(test) === CELL.none ? Number.NaN : (this.durations[test] as number);
  }

  /** Takes a result; returns how many results of this id came before it in this iteration. */
  record(test: number, result: CaseResult, position: CasePosition): number {
    if (this.outcome(test) !== CELL.none) return this.recordAgain(test, result, position);
    this.cells = grow(this.cells, test);
    this.durations = grow(this.durations, test);
    this.cells[test] = result.outcome | (isBare(result) ? BARE_BIT : 0);
    this.durations[test] = result.durationMs;
    if (position.file > 0) {
      this.files = grow(this.files, test);
      this.files[test] = position.file;
    }
    if (position.suite > 1) {
      this.suites = grow(this.suites, test);
      this.suites[test] = position.suite;
    }
    this.finish(test);
    if (result.failedAttempts > 0) this.repeat(test)[0] = toExecution(result, position);
    return 0;
  }

  /** As long as tests finish as they are numbered, which is the rule for the first iteration, no list is needed. */
  private finish(test: number): void {
    const count = this.finishedCount;
    this.finishedCount += 1;
    if (this.finished === null) {
      if (test === count) return;
      this.finished = Uint32Array.from({ length: Math.max(1024, 2 * count) }, (_, index) =>
        index < count ? index : 0,
      );
    }
    if (count > 0 && test < (this.finished[count - 1] as number)) this.ascending = false;
    this.finished = grow(this.finished, count);
    this.finished[count] = test;
  }

  private recordAgain(test: number, result: CaseResult, position: CasePosition): number {
    const executions = this.repeat(test);
    if (executions.length >= MAX_EXECUTIONS) {
      this.dropped += 1;
      return MAX_EXECUTIONS;
    }
    return executions.push(toExecution(result, position)) - 1;
  }

  /** The list of executions of a test, begun with its first result. */
  private repeat(test: number): Execution[] {
    const known = this.repeated.get(test);
    if (known !== undefined) return known;
    const first: Execution = {
      outcome: this.outcome(test),
      durationMs: this.durations[test] as number,
      file: this.files[test] ?? 0,
      suite: Math.max(1, this.suites[test] ?? 1),
      failedAttempts: 0,
      bare: ((this.cells[test] as number) & BARE_BIT) !== 0,
    };
    const executions = [first];
    this.repeated.set(test, executions);
    return executions;
  }

  /** Final word on a cell, once attempts and occurrences are told apart. */
  set(test: number, cell: { outcome: CellByte; durationMs: number; attempts: readonly CellByte[] }): void {
    this.cells = grow(this.cells, test);
    this.durations = grow(this.durations, test);
    this.cells[test] = cell.outcome;
    this.durations[test] = cell.durationMs;
    if (cell.attempts.length > 1) this.attempts.set(test, cell.attempts);
  }

  code(test: number): string {
    return CELL_CODES[this.outcome(test)];
  }

  /** Tests in the order they finished, or null when that is simply ascending. */
  order(): Uint32Array | null {
    return this.ascending || this.finished === null ? null : this.finished.subarray(0, this.finishedCount);
  }
}

function isBare(result: CaseResult): boolean {
  return (result.flags & CASE_FLAG.bare) !== 0;
}

function toExecution(result: CaseResult, position: CasePosition): Execution {
  return {
    outcome: result.outcome,
    durationMs: result.durationMs,
    file: position.file,
    suite: position.suite,
    failedAttempts: result.failedAttempts,
    bare: isBare(result),
  };
}
