/**
 * Takes the cases of one report after the other and builds the StabilityMatrix.
 * Reports must come in a fixed order (iteration, attempt, path): the numbering of tests follows it.
 */
import { CASE_FLAG, type CaseIdentity, type CaseResult, type CaseSink } from '../model/case-sink.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import { CELL, type CellByte } from '../model/outcome.ts';
import { IterationCells } from './iteration-cells.ts';
import { EvidenceStore } from './evidence-store.ts';
import {
  bareBeforeLast,
  combineReports,
  groupByFile,
  isFailed,
  couldBeAttempts,
  type Combined,
  type Execution,
} from './executions.ts';
import { TestTable } from './test-table.ts';

interface OpenSuite {
  readonly number: number;
  /** -1 when unknown, or when the producer does not mark attempts. */
  readonly declared: number;
  present: number;
  /** Runs of neighbouring cases with one id: [test, index of the first, index of the last] in its executions. */
  readonly runs: [test: number, first: number, last: number][];
  /** Tests with cases that have others between them: workers run at the same time. */
  readonly spread: Set<number>;
  lastTest: number;
}

export interface ReportTally {
  /** Name of the case that the end of the document cut off; null when none was open. */
  cutCase: string | null;
  /** Ids that another report of the same iteration and attempt had already reported. */
  overlapping: number;
}

export class MatrixBuilder implements CaseSink {
  private readonly table = new TestTable();
  private readonly evidence = new EvidenceStore();
  private readonly byIteration = new Map<number, IterationCells>();
  private readonly suites: OpenSuite[] = [];
  private cells = new IterationCells(0);
  private index = 0;
  private readonly iterations: readonly number[];
  /** By iteration: the attempt of the iteration that each of its reports belongs to. */
  private readonly attempts = new Map<number, number[]>();
  private file = 0;
  private suiteCount = 0;
  private test = 0;
  private tally: ReportTally = { cutCase: null, overlapping: 0 };
  private readonly position = { file: 0, suite: 1 };

  /** `iterations`: all numbers, ascending, also of those that are missing. */
  constructor(iterations: readonly number[]) {
    this.iterations = iterations;
    for (const iteration of iterations) this.byIteration.set(iteration, new IterationCells(iteration));
  }

  /** The next cases belong to a further report of this iteration. */
  openReport(iteration: number, attempt = 1): void {
    const cells = this.byIteration.get(iteration);
    if (cells === undefined) throw new RangeError(`iteration ${iteration} is not one of the matrix`);
    this.cells = cells;
    this.index = this.iterations.indexOf(iteration);
    const attempts = this.attempts.get(iteration) ?? [];
    this.attempts.set(iteration, attempts);
    this.file = attempts.push(attempt) - 1;
    this.suiteCount = 0;
    this.suites.length = 0;
    this.tally = { cutCase: null, overlapping: 0 };
  }

  closeReport(): ReportTally {
    return this.tally;
  }

  openSuite(declared: number, marksAttempts: boolean): void {
    this.suiteCount += 1;
    const compared = marksAttempts ? declared : -1;
    this.suites.push({
      number: this.suiteCount,
      declared: compared,
      present: 0,
      runs: [],
      spread: new Set(),
      lastTest: -1,
    });
  }

  /**
   * pytest-rerunfailures writes an empty case for every failed attempt and does not declare it: where a suite holds
   * more cases than it declares, the bare neighbours before the last of one id are failed attempts. Of pytest-xdist they
   * are no neighbours: then all bare cases before the last of their id have to be exactly those that are not declared.
   */
  closeSuite(): void {
    const suite = this.suites.pop();
    if (suite === undefined || suite.declared < 0 || suite.present <= suite.declared) return;
    const tests =
      suite.spread.size === 0 ? [] : new Set([...suite.runs.map(([test]) => test), ...suite.spread]);
    const spread = [...tests].flatMap((test) =>
      bareBeforeLast(this.cells.repeated.get(test) ?? [], { file: this.file, suite: suite.number }),
    );
    if (spread.length === suite.present - suite.declared) {
      for (const attempt of spread) attempt.outcome = CELL.failed;
      return;
    }
    for (const [test, first, last] of suite.runs) {
      const executions = this.cells.repeated.get(test) ?? [];
      const earlier = executions.slice(first, last);
      if (earlier.every((execution) => execution.bare))
        for (const attempt of earlier) attempt.outcome = CELL.failed;
    }
  }

  beginCase(identity: CaseIdentity): void {
    this.test = this.table.resolve(identity);
  }

  abandonCase(): void {
    this.tally.cutCase = this.table.name(this.test).id;
  }

  endCase(result: CaseResult): void {
    const { test, cells, position } = this;
    const suite = this.suites[this.suites.length - 1];
    position.file = this.file;
    position.suite = suite?.number ?? 1;
    const neighbour = suite !== undefined && suite.lastTest === test;
    if (neighbour && (result.flags & CASE_FLAG.teardownError) !== 0) {
      this.mergeTeardown(result);
      return;
    }
    const sequence = cells.record(test, result, position);
    if (sequence > 0 && this.isOverlap(sequence)) this.tally.overlapping += 1;
    if (suite !== undefined) {
      suite.present += 1;
      if (neighbour) extendRun(suite, test, sequence);
      else if (sequence > 0) suite.spread.add(test);
      suite.lastTest = test;
    }
    if (result.detail !== null && (isFailed(result.outcome) || result.failedAttempts > 0)) {
      this.keepEvidence(result.detail, sequence);
    }
  }

  /** The same test failed again while it was cleaned up: one execution with two failures. */
  private mergeTeardown(result: CaseResult): void {
    const { test, cells } = this;
    const executions = cells.repeated.get(test);
    const last = executions?.at(-1);
    const before = last?.outcome ?? cells.outcome(test);
    const outcome = isFailed(before) ? before : CELL.errored;
    if (last === undefined) cells.set(test, { outcome, durationMs: cells.durationMs(test), attempts: [] });
    else last.outcome = outcome;
    if (result.detail !== null) this.keepEvidence(result.detail, Math.max(0, (executions?.length ?? 1) - 1));
  }

  /** A later attempt of an iteration repeats the earlier one by design; two reports of one attempt do not. */
  private isOverlap(sequence: number): boolean {
    const before = this.cells.repeated.get(this.test)?.[sequence - 1]?.file ?? this.file;
    return this.isBeside(before);
  }

  /** Another report of the same iteration and attempt. */
  private isBeside(file: number): boolean {
    const attempts = this.attempts.get(this.cells.iteration);
    return file !== this.file && attempts?.[file] === attempts?.[this.file];
  }

  private keepEvidence(fragment: Uint8Array, sequence: number): void {
    const { test } = this;
    let mixed = false;
    for (const cells of this.byIteration.values()) {
      const outcome = cells.outcome(test);
      if (outcome === CELL.passed || outcome === CELL.rescued) mixed = true;
    }
    const attempt = 1 + this.countAttempts(sequence);
    this.evidence.keep(test, { index: this.index, sequence, attempt, fragment }, mixed);
  }

  /** Attempts of the test before its result of this number: reports beside each other hold no further ones. */
  private countAttempts(sequence: number): number {
    if (sequence === 0) return 0;
    const most = new Map<number | undefined, number>();
    for (const [file, { length }] of groupByFile(
      this.cells.repeated.get(this.test)?.slice(0, sequence) ?? [],
    )) {
      if (this.isBeside(file)) continue;
      const attempt = this.attempts.get(this.cells.iteration)?.[file];
      most.set(attempt, Math.max(length, most.get(attempt) ?? 0));
    }
    return [...most.values()].reduce((sum, results) => sum + results, 0);
  }

  /** Ends the building: repeated ids become attempts or occurrences, and the matrix can be read. */
  build(): StabilityMatrix {
    const all = this.iterations.map((iteration) => this.byIteration.get(iteration) as IterationCells);
    this.table.seal();
    this.settleRepeated(all);
    const { table, evidence } = this;
    return {
      testCount: table.count,
      iterations: this.iterations,
      name: (test) => table.name(test),
      cell: (test, index) => all[index]?.outcome(test) ?? CELL.none,
      codes: createCodeReader(all),
      durationMs: (test, index) => all[index]?.durationMs(test) ?? Number.NaN,
      attempts: (test, index) => all[index]?.attempts.get(test) ?? null,
      retriedTests: (index) => all[index]?.attempts.size ?? 0,
      evidence: (test) => evidence.of(test),
      evidenceOmitted: (test) => evidence.omitted(test),
      order: (index) => all[index]?.order() ?? null,
      droppedExecutions: (index) => all[index]?.dropped ?? 0,
      everFailed: () => findEverFailed(all, table.count),
    };
  }

  private settleRepeated(all: readonly IterationCells[]): void {
    const tests = [...new Set(all.flatMap((cells) => [...cells.repeated.keys()]))].sort((a, b) => a - b);
    for (const test of tests) {
      const perFile = all.flatMap((cells) => [...groupByFile(cells.repeated.get(test) ?? []).values()]);
      const attempts = perFile.every(couldBeAttempts);
      for (const [index, cells] of all.entries()) {
        const executions = cells.repeated.get(test);
        if (executions === undefined) continue;
        if (attempts) cells.set(test, this.combine(executions, cells));
        else this.splitOccurrences(test, executions, { cells, index });
      }
    }
  }

  private combine(executions: readonly Execution[], { iteration }: IterationCells): Combined {
    return combineReports(executions, (file) => this.attempts.get(iteration)?.[file] ?? 1);
  }

  private splitOccurrences(
    test: number,
    executions: readonly Execution[],
    place: { cells: IterationCells; index: number },
  ): void {
    const byOccurrence: { execution: Execution; sequence: number }[][] = [];
    const counts = new Map<number, number>();
    for (const [sequence, execution] of executions.entries()) {
      const nth = counts.get(execution.file) ?? 0;
      counts.set(execution.file, nth + 1);
      (byOccurrence[nth] ??= []).push({ execution, sequence });
    }
    for (const [nth, results] of byOccurrence.entries()) {
      const target = nth === 0 ? test : this.table.addOccurrence(test, nth + 1);
      const own = results.map(({ execution }) => execution);
      place.cells.set(target, this.combine(own, place.cells));
      if (nth === 0) continue;
      for (const { sequence } of results) this.evidence.move(test, target, { index: place.index, sequence });
    }
  }
}

/** Codes of a test as one string. A suite has few different ones: each is built once, so that later look-ups are cheap. */
function createCodeReader(all: readonly IterationCells[]): (test: number) => string {
  const known = new Map<number, string>();
  const read = (test: number): string => all.map((cells) => cells.code(test)).join('');
  // Three bits a cell: beyond 16 iterations the key would not be exact.
  if (all.length > 16) return read;
  return (test) => {
    let key = 0;
    for (let index = 0; index < all.length; index += 1)
      key = key * 8 + (all[index] as IterationCells).outcome(test);
    let codes = known.get(key);
    if (codes === undefined) {
      codes = read(test);
      known.set(key, codes);
    }
    return codes;
  };
}

function extendRun(suite: OpenSuite, test: number, sequence: number): void {
  const run = suite.runs.at(-1);
  if (run !== undefined && run[0] === test && run[2] === sequence - 1) run[2] = sequence;
  else suite.runs.push([test, sequence - 1, sequence]);
}

function findEverFailed(all: readonly IterationCells[], count: number): Uint32Array {
  const found: number[] = [];
  for (let test = 0; test < count; test += 1) {
    if (all.some((cells) => isFirstFailure(cells.outcome(test)))) found.push(test);
  }
  return Uint32Array.from(found);
}

function isFirstFailure(outcome: CellByte): boolean {
  return isFailed(outcome) || outcome === CELL.rescued;
}
