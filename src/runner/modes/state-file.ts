/** The state of a run on disk. A reader never sees half of it: it is written beside its place and moved there. */
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { IterationRun } from '../../model/run.ts';
import type { RunPlan } from './plan.ts';
import { continueRun } from './resume.ts';
import { readState, writeState, type RunState } from './run-state.ts';

export async function saveState(path: string, plan: RunPlan, runs: readonly IterationRun[]): Promise<void> {
  const draft = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(draft, writeState(plan, runs));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
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

/** What `state` did of `plan` and what is still there of it. Throws RefusedError when the plans differ. */
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
