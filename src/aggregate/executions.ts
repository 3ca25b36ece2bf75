/**
 * One id, several results inside one iteration: attempts of one test, or different tests that share a name?
 *
 *   a teardown error right after its own call         -> one test, failed in both phases
 *   all but the last failed, all in one suite          -> attempts: the last decides, an earlier failure is remembered
 *   anything else (a pass followed by a further result) -> occurrences: `name`, `name #2`, ...
 *
 * A retry stops at the first pass, so a pass that is followed by another result was no attempt. The decision is made
 * once per id over all iterations: an id must not be one test in one iteration and two in the next.
 *
 * Several reports of one attempt (shards, packages, versions, copies) are not attempts of each other: a failure in any of
 * them decides, whichever was read last. Only a later attempt of the whole iteration can rescue it.
 */
import { groupBy } from '../kit/order.ts';
import { CELL, type CellByte } from '../model/outcome.ts';

export interface Execution {
  outcome: CellByte;
  durationMs: number;
  /** Report and suite it stands in, numbered in reading order. */
  readonly file: number;
  readonly suite: number;
  /** Attempts that failed before this result, as retry elements or empty cases tell. */
  failedAttempts: number;
  /** No child and no status decided the outcome: pytest's rerun marks look like this. */
  readonly bare: boolean;
}

export function isFailed(outcome: CellByte): boolean {
  return outcome === CELL.failed || outcome === CELL.errored;
}

/** True when the results of one id in one report can be attempts of one test. */
export function couldBeAttempts(executions: readonly Execution[]): boolean {
  const suite = executions[0]?.suite;
  return executions.every(
    (execution, index) =>
      execution.suite === suite && (index === executions.length - 1 || isFailed(execution.outcome)),
  );
}

/** All but the last execution in one suite, if each of them is bare; else none. */
export function bareBeforeLast(
  executions: readonly Execution[],
  place: Pick<Execution, 'file' | 'suite'>,
): readonly Execution[] {
  const earlier = executions
    .filter(({ file, suite }) => file === place.file && suite === place.suite)
    .slice(0, -1);
  return earlier.every(({ bare }) => bare) ? earlier : [];
}

export interface Combined {
  readonly outcome: CellByte;
  readonly durationMs: number;
  /** Outcomes in order; one entry when there was a single attempt. */
  readonly attempts: readonly CellByte[];
}

/** Results of one id in one iteration, over all its reports in reading order. */
export function combineReports(
  executions: readonly Execution[],
  attemptOf: (file: number) => number,
): Combined {
  const deciding = new Map<number, readonly Execution[]>();
  for (const [file, results] of groupByFile(executions)) {
    const attempt = attemptOf(file);
    const worst = deciding.get(attempt);
    if (worst === undefined || weigh(results) > weigh(worst)) deciding.set(attempt, results);
  }
  return combineAttempts([...deciding.values()].flat());
}

/** By cell byte: what of two reports is believed. */
const WEIGHTS: Readonly<Record<CellByte, number>> = {
  [CELL.none]: 0,
  [CELL.skipped]: 1,
  [CELL.passed]: 2,
  [CELL.rescued]: 3,
  [CELL.failed]: 4,
  [CELL.errored]: 4,
};

function weigh(executions: readonly Execution[]): number {
  return WEIGHTS[combineAttempts(executions).outcome];
}

export function groupByFile(executions: readonly Execution[]): Map<number, Execution[]> {
  return groupBy(executions, ({ file }) => file);
}

/**
 * Attempts of one test in one iteration, in order. The last real result decides; a skip decides only when there is
 * nothing else. Passed after a failed attempt is *rescued*, never plainly passed.
 */
function combineAttempts(executions: readonly Execution[]): Combined {
  const attempts = executions.flatMap((execution) => [
    ...Array.from({ length: Math.min(execution.failedAttempts, 100) }, (): CellByte => CELL.failed),
    execution.outcome === CELL.rescued ? CELL.passed : execution.outcome,
  ]);
  const real = executions.filter((execution) => execution.outcome !== CELL.skipped);
  const last = real.at(-1) ?? executions.at(-1);
  if (last === undefined) return { outcome: CELL.none, durationMs: 0, attempts: [] };
  const failedBefore = attempts.slice(0, -1).some(isFailed);
  const passed = last.outcome === CELL.passed || last.outcome === CELL.rescued;
  const outcome = passed && failedBefore ? CELL.rescued : last.outcome;
  return { outcome, durationMs: last.durationMs, attempts };
}
