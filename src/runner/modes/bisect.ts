/** `--bisect-order`: which tests, run before it, make a test fail? */
import {
  BisectHalted,
  createExaminer,
  NoAnswer,
  type Examiner,
  type RunTests,
  type FailureCount,
} from './bisect/ask.ts';
import { confirmPolluters, findPolluters } from './bisect/find-polluters.ts';
import { UsageError } from '../../kit/usage-error.ts';

export { NoAnswer };

export interface BisectRequest {
  readonly victim: string;
  /** All tests of an iteration in which the victim failed, in the order in which they ran. */
  readonly order: readonly string[];
  readonly runTests: RunTests;
  /** Runs of the victim alone, and of the full order, before anything is believed. From 1. */
  readonly confirmations: number;
  readonly maxRuns: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BisectProgress) => void;
}

export interface BisectProgress {
  readonly phase: 'alone' | 'full-order' | 'search' | 'check';
  /** Runs so far. */
  readonly runs: number;
  readonly maxRuns: number;
  /** Tests of the run that just ended, the victim included. */
  readonly tests: number;
  readonly failed: boolean;
}

export type BisectResult = { readonly runs: number } & (
  | {
      readonly kind: 'found';
      /** In their order. All are needed; together they are enough. */
      readonly polluters: readonly string[];
      /** The polluters and the victim: what to run to see the failure. */
      readonly minimalOrder: readonly string[];
      /** Failures of the minimal order. */
      readonly confirmed: FailureCount;
      /** True when the victim fails without these polluters too: there are more; null when the runs did not reach. */
      readonly othersRemain: boolean | null;
    }
  /** It needs no predecessor to fail: not (only) the order. */
  | { readonly kind: 'fails-alone'; readonly alone: FailureCount }
  /** The full order passes now: the failure had another cause or is rare. */
  | { readonly kind: 'does-not-fail-again'; readonly full: FailureCount }
  /** It fails in the full order and not alone, but too irregularly to say by which tests. */
  | { readonly kind: 'unclear'; readonly alone: FailureCount; readonly full: FailureCount }
  | {
      readonly kind: 'out-of-runs' | 'interrupted';
      /** The shortest order that was seen to fail, the victim included; null for none. */
      readonly shortest: readonly string[] | null;
    }
);

/**
 * A failure that came every time is searched with one run a question. When that does not lead to a result that stands
 * the check, or the failure is irregular, its rate is measured and every answer must reach these odds to be right.
 */
const CERTAINTIES = [99, 9999] as const;
/** Odds that a found set is right and none of it can be left out. */
const CHECK = 99;
/** So many times the confirmations are run to measure the rates of an irregular failure. */
const MEASURE = 6;

/** Rejects with NoAnswer when the order does not hold the victim or nothing ran before it, with UsageError when no run is allowed. */
export async function bisectOrder(request: BisectRequest): Promise<BisectResult> {
  const { victim, order, maxRuns, onProgress } = request;
  if (request.confirmations < 1 || maxRuns < 1)
    throw new UsageError('--bisect-order needs at least one run for each question');
  const predecessors = listPredecessors(order, victim);
  let phase: BisectProgress['phase'] = 'alone';
  let runs = 0;
  let shortest: readonly string[] | null = null;
  const examiner = createExaminer({
    ...request,
    onRun: (ids, failed) => {
      runs += 1;
      if (failed && ids.length < (shortest?.length ?? Infinity)) shortest = ids;
      onProgress({ phase, runs, maxRuns, tests: ids.length, failed });
    },
  });
  const search = { victim, predecessors, examiner, confirmations: request.confirmations };
  try {
    return await investigate(search, (next) => {
      phase = next;
    });
  } catch (error) {
    if (error instanceof BisectHalted) return { kind: error.why, shortest, runs };
    throw error;
  }
}

interface Search {
  readonly victim: string;
  readonly predecessors: readonly string[];
  readonly examiner: Examiner;
  readonly confirmations: number;
}

type Enter = (phase: BisectProgress['phase']) => void;

async function investigate(search: Search, enter: Enter): Promise<BisectResult> {
  const { victim, predecessors, examiner, confirmations } = search;
  const alone = await examiner.repeat([victim], confirmations);
  if (alone.failed > 0) return { kind: 'fails-alone', alone, runs: examiner.runs() };
  enter('full-order');
  const full = await examiner.repeat([...predecessors, victim], confirmations);
  if (full.failed === 0) return { kind: 'does-not-fail-again', full, runs: examiner.runs() };
  examiner.calibrate(alone, full);
  if (isRegular(full)) {
    const polluters = await findChecked(search, 1, enter);
    if (polluters !== null && isRegular(await examiner.repeat([...polluters, victim], confirmations)))
      return describeFind(search, polluters, CHECK);
  }
  return searchIrregular(search, enter);
}

async function searchIrregular(search: Search, enter: Enter): Promise<BisectResult> {
  const { victim, predecessors, examiner, confirmations } = search;
  enter('full-order');
  const full = await examiner.repeat([...predecessors, victim], MEASURE * confirmations);
  enter('alone');
  const alone = await examiner.repeat([victim], MEASURE * confirmations);
  if (2 * alone.failed >= full.failed) return { kind: 'fails-alone', alone, runs: examiner.runs() };
  examiner.calibrate(alone, full);
  for (const certainty of CERTAINTIES) {
    const polluters = await findChecked(search, certainty, enter);
    if (polluters !== null) return describeFind(search, polluters, certainty);
  }
  return { kind: 'unclear', alone, full, runs: examiner.runs() };
}

/** Null when what the search found does not stand the check. */
async function findChecked(
  { victim, predecessors, examiner }: Search,
  certainty: number,
  enter: Enter,
): Promise<readonly string[] | null> {
  enter('search');
  const found = await findPolluters(predecessors, (some) => examiner.fails([...some, victim], certainty));
  enter('check');
  const strict = Math.max(CHECK, certainty);
  return confirmPolluters(found, (some) => examiner.fails([...some, victim], strict));
}

function isRegular({ runs, failed }: FailureCount): boolean {
  return failed === runs;
}

async function describeFind(
  { victim, predecessors, examiner }: Search,
  polluters: readonly string[],
  certainty: number,
): Promise<BisectResult> {
  const minimalOrder = [...polluters, victim];
  const confirmed = await examiner.repeat(minimalOrder, 0);
  const rest = predecessors.filter((id) => !polluters.includes(id));
  const othersRemain = await findOthers(rest, () => examiner.fails([...rest, victim], certainty));
  return { kind: 'found', polluters, minimalOrder, confirmed, othersRemain, runs: examiner.runs() };
}

/** What was found stays found when this question cannot be paid any more. */
async function findOthers(rest: readonly string[], ask: () => Promise<boolean>): Promise<boolean | null> {
  if (rest.length === 0) return false;
  try {
    return await ask();
  } catch (error) {
    if (error instanceof BisectHalted) return null;
    throw error;
  }
}

function listPredecessors(order: readonly string[], victim: string): readonly string[] {
  const place = order.indexOf(victim);
  if (place < 0) throw new NoAnswer(`--bisect-order: ${victim} is not among the tests of that iteration`);
  if (place === 0) throw new NoAnswer(`--bisect-order: ${victim} ran first, so no test can have polluted it`);
  return [...new Set(order.slice(0, place))];
}
