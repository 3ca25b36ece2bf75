/** The state of a run on disk. */
import { access, readFile } from 'node:fs/promises';
import type { IterationRun } from '../../model/run.ts';
import { replaceFile } from '../workspace/replace-file.ts';
import type { RunPlan } from './plan.ts';
import { continueRun } from './resume.ts';
import { readState, writeState, type RunState } from './run-state.ts';

export async function saveState(path: string, plan: RunPlan, runs: readonly IterationRun[]): Promise<void> {
  await replaceFile(path, writeState(plan, runs));
}

/** Null when there is none: the run starts anew. Its seed is the one to go on with when the user names none. */
export async function loadState(path: string): Promise<RunState | null> {
  try {
    return readState(await readFile(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** What `state` did of `plan` and what is still there of it. Throws UsageError when the plans differ. */
export async function resumeState(state: RunState, plan: RunPlan): Promise<readonly IterationRun[]> {
  const reports = state.runs.flatMap((run) => run.reports);
  const there = new Set<string>();
  for (const report of reports) {
    if (await exists(report)) there.add(report);
  }
  return continueRun(plan, state, (report) => there.has(report));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
