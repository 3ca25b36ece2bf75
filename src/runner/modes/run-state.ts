/** What a run has done so far, as a small versioned text, so that a second run can continue. */
import type { Ending, IterationRun } from '../../model/run.ts';
import type { Problem } from '../../model/problem.ts';
import type { Fact, RunPlan } from './plan.ts';
import { UsageError } from '../../kit/usage-error.ts';
import {
  isCount,
  isNumber,
  isShaped,
  isText,
  listOf,
  orNull,
  parseJson,
  type Guard,
} from '../../kit/shape.ts';

/** What evidence depends on. How many run at a time and when to stop may change between two sessions. */
export interface PlanIdentity extends Pick<
  RunPlan,
  'iterations' | 'iteration' | 'baseSeed' | 'only' | 'facts'
> {
  /** Without its secrets. */
  readonly command: readonly string[];
  /** Of the command with its secrets; null when it has none. */
  readonly commandHash: string | null;
}

export interface RunState {
  readonly schemaVersion: 1;
  readonly plan: PlanIdentity;
  /** Finished iterations, ascending. */
  readonly runs: readonly IterationRun[];
}

const isFact = isShaped<Fact>({ name: isText, value: isText });

const isPlan = isShaped<PlanIdentity>({
  command: listOf(isText),
  commandHash: orNull(isText),
  iterations: isCount,
  iteration: orNull(isCount),
  baseSeed: isCount,
  only: listOf(isText),
  facts: listOf(isFact),
});

const ENDINGS: readonly Guard<Ending>[] = [
  isShaped<Extract<Ending, { kind: 'exited' }>>({ kind: isWord('exited'), code: isNumber }),
  isShaped<Extract<Ending, { kind: 'signalled' }>>({ kind: isWord('signalled'), signal: isText }),
  isShaped<Extract<Ending, { kind: 'timed-out' }>>({ kind: isWord('timed-out'), afterMs: isNumber }),
];

const isProblem = isShaped<Problem>({
  // A code this version does not know comes from another one, whose states are refused as a whole.
  code: isText as Guard<Problem['code']>,
  severity: isText as Guard<Problem['severity']>,
  path: orNull(isText),
  iteration: orNull(isCount),
  message: isText,
  advice: isText,
});

const isRun = isShaped<IterationRun>({
  iteration: isCount,
  seed: isCount,
  ending: (value): value is Ending => ENDINGS.some((isEnding) => isEnding(value)),
  durationMs: isNumber,
  reports: listOf(isText),
  problems: listOf(isProblem),
  outputTail: isText,
});

const isState = isShaped<RunState>({ schemaVersion: isWord(1), plan: isPlan, runs: listOf(isRun) });

export function identify({ shown, iterations, iteration, baseSeed, only, facts }: RunPlan): PlanIdentity {
  return { command: shown.words, commandHash: shown.hash, iterations, iteration, baseSeed, only, facts };
}

export function writeState(plan: RunPlan, runs: readonly IterationRun[]): string {
  const state: RunState = { schemaVersion: 1, plan: identify(plan), runs };
  return `${JSON.stringify(state, null, 1)}\n`;
}

/** `text` is the content of `path`. Throws UsageError when it is no state of this version. */
export function readState(text: string, path: string): RunState {
  const value = parseJson(text);
  if (!isState(value)) {
    const advice = 'run once without --resume to start anew';
    throw new UsageError(`--resume: ${path} is no state that this version wrote; ${advice}`);
  }
  return value;
}

function isWord<const W extends string | number>(word: W): Guard<W> {
  return (value): value is W => value === word;
}
