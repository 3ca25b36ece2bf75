/** A planned run, and what an earlier one left for it: iterations to go on with, and how long they took. */
import { UsageError } from '../kit/usage-error.ts';
import type { IterationRun } from '../model/run.ts';
import { isSameCommand, loadState, resumeState } from './modes/resume.ts';
import { identify } from './modes/run-state.ts';
import { planIterations, type PlannedRun, type PlanRequest, type PlanWorld } from './plan-iterations.ts';

export interface PreparedRun {
  readonly planned: PlannedRun;
  /** Finished in an earlier session; they are kept. */
  readonly earlier: readonly IterationRun[];
  /** Milliseconds of iterations of the same command, for the estimate of the rest. */
  readonly historyMs: readonly number[];
}

/** `resume`: go on with the run whose results are there. Throws UsageError. */
export async function prepareRun(
  request: PlanRequest & { readonly resume: boolean },
  world: PlanWorld,
): Promise<PreparedRun> {
  const { resume } = request;
  const first = await planIterations(request, world, null);
  const state = await loadState(first.statePath).catch((error: unknown) => {
    // The last run's notes are only needed to go on with it.
    if (resume || !(error instanceof UsageError)) throw error;
    return null;
  });
  if (state === null) return { planned: first, earlier: [], historyMs: [] };
  const isSame = isSameCommand(state.plan, identify(first.plan));
  const historyMs = isSame ? state.runs.map(({ durationMs }) => durationMs) : [];
  if (!resume) return { planned: first, earlier: [], historyMs };
  const planned = await planIterations(request, world, state.plan.baseSeed);
  return { planned, earlier: await resumeState(state, planned.plan), historyMs };
}
