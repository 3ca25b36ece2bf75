/** The evidence ledger: what every iteration brought, what is missing, and what to do about it. */
import type { IterationEvidence, IterationState, Ledger, LedgerFile } from '../model/ledger.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import { CELL } from '../model/outcome.ts';
import { RUN_PROBLEM_CODES, type Problem, type ProblemCode } from '../model/problem.ts';
import { findFileProblems, findIterationProblems, type ReadReport } from './find-problems.ts';

export interface LedgerInput {
  readonly reports: readonly ReadReport[];
  readonly matrix: StabilityMatrix;
  /** Problems of what was collected: some belong to an iteration whose report never came to be read. */
  readonly problems: readonly Problem[];
}

export function buildLedger({ reports, matrix, problems }: LedgerInput): Ledger {
  const counts = matrix.iterations.map((_, index) => countCells(matrix, index));
  const sizes = counts
    .map(({ tests }) => tests)
    .filter((tests) => tests > 0)
    .sort((a, b) => a - b);
  const iterations = matrix.iterations.map((iteration, index) => {
    const own = reports.filter((report) => report.file.iteration === iteration);
    const count = counts[index] as CellCounts;
    const lost = problems.filter((problem) => problem.iteration === iteration);
    const seen = [
      ...own
        .flatMap((report) => [...report.problems, ...findFileProblems(report)])
        .filter((problem) => !isExplainedByRetries(problem, matrix.retriedTests(index))),
      ...findIterationProblems({
        iteration,
        reports: own,
        isExplained: lost.some(({ severity }) => severity === 'error'),
        count,
        sizes,
        dropped: matrix.droppedExecutions(index),
        retried: matrix.retriedTests(index),
      }),
    ];
    const found = [...lost.filter((problem) => !seen.some((other) => saysTheSame(other, problem))), ...seen];
    return { iteration, ...describeIteration(own, count, found), problems: found };
  });
  const strays = problems.filter(
    ({ iteration }) => iteration === null || !matrix.iterations.includes(iteration),
  );
  return { expected: matrix.iterations.length, iterations, problems: strays };
}

/** Whoever ran the suite may have seen before us that a report is empty. */
function saysTheSame(ours: Problem, theirs: Problem): boolean {
  return ours.code === theirs.code && (ours.path === null || ours.path === theirs.path);
}

/** Attempts are cases that nobody declared: where retries are told of, the surplus needs no word of its own. */
function isExplainedByRetries({ code, severity }: Problem, retried: number): boolean {
  return code === 'count-mismatch' && severity === 'note' && retried > 0;
}

interface CellCounts {
  tests: number;
  passed: number;
  failed: number;
  skipped: number;
  rescued: number;
  durationMs: number;
}

function countCells(matrix: StabilityMatrix, index: number): CellCounts {
  const count = { tests: 0, passed: 0, failed: 0, skipped: 0, rescued: 0, durationMs: 0 };
  for (let test = 0; test < matrix.testCount; test += 1) {
    const cell = matrix.cell(test, index);
    if (cell === CELL.none) continue;
    count.tests += 1;
    count.durationMs += matrix.durationMs(test, index);
    if (cell === CELL.passed) count.passed += 1;
    else if (cell === CELL.skipped) count.skipped += 1;
    else if (cell === CELL.rescued) count.rescued += 1;
    else count.failed += 1;
  }
  return count;
}

function describeIteration(
  reports: readonly ReadReport[],
  count: CellCounts,
  problems: readonly Problem[],
): Omit<IterationEvidence, 'iteration' | 'problems'> {
  return {
    state: decideState(reports, problems),
    files: reports.map(toLedgerFile),
    ...count,
    durationMs: Math.round(count.durationMs),
    hostname: reports.find((report) => report.facts.hostname !== null)?.facts.hostname ?? null,
    timestamp: reports.find((report) => report.facts.timestamp !== null)?.facts.timestamp ?? null,
  };
}

/** Problems of an iteration whose report was never written; all others are of one that was lost on the way. */
const LEFT_NOTHING: ReadonlySet<ProblemCode> = new Set(['missing-iteration', ...RUN_PROBLEM_CODES]);

function decideState(reports: readonly ReadReport[], problems: readonly Problem[]): IterationState {
  if (reports.length === 0)
    return problems.every(({ code }) => LEFT_NOTHING.has(code)) ? 'missing' : 'unreadable';
  if (reports.every((report) => report.facts.state === 'unreadable')) return 'unreadable';
  return problems.some((problem) => problem.severity === 'error') ? 'incomplete' : 'complete';
}

function toLedgerFile({ file, facts }: ReadReport): LedgerFile {
  return {
    path: file.path,
    attempt: file.attempt,
    shard: file.shard,
    bytes: file.bytes ?? facts.bytesRead,
    cases: facts.cases,
    declared: facts.declared,
    state: facts.state,
    producer: facts.producer,
  };
}
