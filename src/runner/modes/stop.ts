/** When a run ends before its last iteration. */
import type { IterationRun } from '../../model/run.ts';
import type { RunPlan } from './plan.ts';
import { hasPower } from './power.ts';

/** What the report pipeline says about the iterations so far. */
export interface InterimResult {
  /** Tests without a final verdict: suspect, new or inconclusive. */
  readonly undecided: number;
  /** Failed and errored executions, rescued ones included. */
  readonly failures: number;
  /** Complete iterations: those whose evidence counts. */
  readonly executions: number;
}

export type Judge = (runs: readonly IterationRun[]) => Promise<InterimResult>;

export type StopReason =
  | 'interrupted'
  /** No iteration could even start its command: more would not either. */
  | 'not-started'
  | 'failure-found'
  | 'power-reached'
  | 'time-over';

export interface Standing {
  readonly plan: RunPlan;
  /** All so far, those of an earlier session included. */
  readonly runs: readonly IterationRun[];
  /** Those of this session. */
  readonly fresh: readonly IterationRun[];
  readonly elapsedMs: number;
  readonly interrupted: boolean;
}

/** Null: go on. The judge is asked only when its answer can matter, because it reads all reports. */
export async function decideStop(standing: Standing, judge: Judge): Promise<StopReason | null> {
  const { fresh, runs, interrupted } = standing;
  if (interrupted) return 'interrupted';
  if (fresh.length > 0 && runs.every(({ ending }) => ending.kind === 'not-started')) return 'not-started';
  return (await judgeGoal(standing, judge)) ?? (isTimeOver(standing) ? 'time-over' : null);
}

async function judgeGoal({ plan, runs }: Standing, judge: Judge): Promise<StopReason | null> {
  const { untilFailure, untilPower } = plan;
  if (runs.length === 0) return null;
  if (untilFailure && runs.some(hasFailed)) return 'failure-found';
  const mayHavePower = untilPower !== null && hasPower(untilPower, runs.length);
  if (!untilFailure && !mayHavePower) return null;
  const { failures, executions, undecided } = await judge(runs);
  if (untilFailure && failures > 0) return 'failure-found';
  const decided = untilPower !== null && hasPower(untilPower, executions) && undecided === 0;
  return decided ? 'power-reached' : null;
}

function hasFailed({ ending }: IterationRun): boolean {
  return ending.kind !== 'exited' || ending.code !== 0;
}

/** An iteration that is cut off is worth nothing, so none starts that would not end in time. The first always does. */
function isTimeOver({ plan: { maxMs }, fresh, elapsedMs }: Standing): boolean {
  if (maxMs === null || fresh.length === 0) return false;
  const longest = fresh.reduce((most, { durationMs }) => Math.max(most, durationMs), 0);
  return elapsedMs + longest > maxMs;
}
