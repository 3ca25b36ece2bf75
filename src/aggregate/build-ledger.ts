/** The evidence ledger: what every iteration brought, what is missing, and what to do about it. */
import type { FileFacts } from '../model/case-sink.ts';
import type { IterationEvidence, IterationState, Ledger, LedgerFile } from '../model/ledger.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import { CELL } from '../model/outcome.ts';
import { countOf } from '../model/plural.ts';
import { RUN_PROBLEM_CODES, type Problem, type ProblemCode } from '../model/problem.ts';
import type { ReportFile } from '../model/report-file.ts';
import type { ReportTally } from './matrix-builder.ts';

/** An iteration with fewer of its siblings' tests than this is not the same suite any more. */
export const FULL_SHARE = 0.95;

/** One report after it was read. */
export interface ReadReport {
  readonly file: ReportFile;
  readonly facts: FileFacts;
  readonly problems: readonly Problem[];
  readonly tally: ReportTally;
}

export interface LedgerInput {
  readonly reports: readonly ReadReport[];
  readonly matrix: StabilityMatrix;
  /** Problems of what was collected: some belong to an iteration whose report never came to be read. */
  readonly problems: readonly Problem[];
}

export function buildLedger({ reports, matrix, problems }: LedgerInput): Ledger {
  const counts = matrix.iterations.map((_, column) => countCells(matrix, column));
  const sizes = sizesOf(counts);
  const iterations = matrix.iterations.map((iteration, column) => {
    const own = reports.filter((report) => report.file.iteration === iteration);
    const count = counts[column] as CellCounts;
    const lost = problems.filter((problem) => problem.iteration === iteration);
    const seen = [
      ...own
        .flatMap((report) => [...report.problems, ...findFileProblems(report)])
        .filter((problem) => !isExplainedByRetries(problem, matrix.retriedTests(column))),
      ...findIterationProblems({
        iteration,
        reports: own,
        isExplained: lost.some(({ severity }) => severity === 'error'),
        count,
        sizes,
        dropped: matrix.droppedExecutions(column),
        retried: matrix.retriedTests(column),
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

function countCells(matrix: StabilityMatrix, column: number): CellCounts {
  const count = { tests: 0, passed: 0, failed: 0, skipped: 0, rescued: 0, durationMs: 0 };
  for (let test = 0; test < matrix.testCount; test += 1) {
    const cell = matrix.cell(test, column);
    if (cell === CELL.none) continue;
    count.tests += 1;
    count.durationMs += matrix.durationMs(test, column);
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

function findFileProblems({ file, tally }: ReadReport): Problem[] {
  const place = { path: file.path, iteration: file.iteration };
  const problems: Problem[] = [];
  if (tally.cutCase !== null) {
    problems.push({
      ...place,
      code: 'truncated',
      severity: 'error',
      message: `the last case has no result: ${tally.cutCase}`,
      advice: 'It was being written when the file ended',
    });
  }
  if (tally.overlapping > 0) {
    problems.push({
      ...place,
      code: 'overlapping-files',
      severity: 'warning',
      message: `${countOf(tally.overlapping, 'test')} had a result in another file of iteration ${file.iteration} already`,
      advice:
        'If these are two iterations, give --iteration-pattern; as one, a failure in any of the files counts',
    });
  }
  return problems;
}

interface IterationFacts {
  readonly iteration: number;
  readonly reports: readonly ReadReport[];
  /** What was collected already says why there is no report. */
  readonly isExplained: boolean;
  readonly count: CellCounts;
  /** Tests of every iteration that has any, this one among them, ascending. */
  readonly sizes: readonly number[];
  readonly dropped: number;
  readonly retried: number;
}

function findIterationProblems({
  iteration,
  reports,
  isExplained,
  count,
  sizes,
  dropped,
  retried,
}: IterationFacts): Problem[] {
  const problem = (part: Pick<Problem, 'code' | 'severity' | 'message' | 'advice'>): Problem => ({
    path: null,
    iteration,
    ...part,
  });
  if (reports.length === 0) {
    if (isExplained) return [];
    return [
      problem({
        code: 'missing-iteration',
        severity: 'error',
        message: `iteration ${iteration} left no report`,
        advice: 'Look at the log of that leg: it was not started, died, or uploaded nothing',
      }),
    ];
  }
  if (reports.every((report) => report.facts.state === 'unreadable')) return [];
  const problems: Problem[] = [];
  if (count.tests === 0) {
    problems.push(
      problem({
        code: 'no-cases',
        severity: 'error',
        message: 'no test case was reported',
        advice: 'Check the selection of tests and the log of the run',
      }),
    );
  } else if (count.skipped === count.tests) {
    problems.push(
      problem({
        code: 'all-skipped',
        severity: 'error',
        message: count.tests === 1 ? 'the only test was skipped' : `all ${count.tests} tests were skipped`,
        advice:
          'A skipped suite proves nothing: find the condition that skips it, often an unreachable server',
      }),
    );
  }
  if (retried > 0) {
    problems.push(
      problem({
        code: 'reruns-on',
        severity: 'note',
        message: `retries were on: ${countOf(retried, 'test')} had more than one attempt`,
        advice: 'Switch retries off in stability runs; they hide flakes',
      }),
    );
  }
  const typical = medianOfOthers(sizes, count.tests);
  if (count.tests > 0 && count.tests < typical) {
    problems.push(
      problem({
        code: 'fewer-cases',
        severity: count.tests < FULL_SHARE * typical ? 'error' : 'warning',
        message: `${countOf(count.tests, 'test')} reported, its siblings have ${typical} (median)`,
        advice: 'The run was cut short or selected other tests: compare the logs',
      }),
    );
  }
  if (dropped > 0) {
    problems.push(
      problem({
        code: 'limit-reached',
        severity: 'warning',
        message: `${countOf(dropped, 'further result')} of names that occur more than a thousand times not kept`,
        advice: 'Give the tests names of their own',
      }),
    );
  }
  return problems;
}

function sizesOf(counts: readonly CellCounts[]): number[] {
  return counts
    .map(({ tests }) => tests)
    .filter((tests) => tests > 0)
    .sort((a, b) => a - b);
}

/**
 * Median of the others, the upper one of two: tests are lost, never gained, so where half of the siblings are small too
 * the large ones show what the suite is. `sizes` ascending, `own` one of them; 0 without others.
 */
function medianOfOthers(sizes: readonly number[], own: number): number {
  const middle = Math.floor((sizes.length - 1) / 2);
  return (middle < sizes.indexOf(own) ? sizes[middle] : sizes[middle + 1]) ?? 0;
}
