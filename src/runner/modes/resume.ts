/** `--resume`: the state of a run on disk; may another run continue it, and with what? */
import type { IterationRun } from '../../model/run.ts';
import { listIterations, type RunPlan } from './plan.ts';
import { writeFileSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { errorCode, errorText } from '../../kit/error-text.ts';
import { replaceFile } from '../../kit/replace-file.ts';
import { UsageError } from '../../kit/usage-error.ts';
import { identify, readState, writeState, type PlanIdentity, type RunState } from './run-state.ts';

const MOST_SHOWN = 200;

/**
 * Iterations that need not run again. `isThere` tells whether a report still exists: an iteration that lost one runs
 * again. Throws UsageError that names the first difference between the two plans.
 */
export function continueRun(
  plan: RunPlan,
  state: RunState,
  isThere: (report: string) => boolean,
): readonly IterationRun[] {
  const difference = findDifference(state.plan, identify(plan));
  if (difference !== null) {
    const advice = 'repeat it as it was, or leave --resume out to start anew';
    throw new UsageError(`--resume: the ${difference}; ${advice}`);
  }
  const planned = new Set(listIterations(plan));
  const runs = new Map(
    state.runs
      .filter(({ iteration, reports }) => planned.has(iteration) && reports.every(isThere))
      .map((run) => [run.iteration, run]),
  );
  return [...runs.values()];
}

/** What differs, in words that follow "the"; null when nothing does. */
export function findDifference(before: PlanIdentity, now: PlanIdentity): string | null {
  const rows: [string, unknown, unknown][] = [
    ['command', before.command, now.command],
    ['number of iterations', before.iterations, now.iterations],
    ['iteration to run', before.iteration ?? 'all', now.iteration ?? 'all'],
    ['seed', before.baseSeed, now.baseSeed],
    ['selection of tests', before.only, now.only],
    ...pairFacts(before, now),
  ];
  const row = rows.find(([, old, current]) => JSON.stringify(old) !== JSON.stringify(current));
  if (row === undefined) return isSameCommand(before, now) ? null : 'secrets in the command were others';
  const [name, old, current] = row;
  return `${name} was ${show(old)} and is now ${show(current)}`;
}

export function isSameCommand(before: PlanIdentity, now: PlanIdentity): boolean {
  const pair = [before, now].map(({ command, commandHash }) => JSON.stringify([command, commandHash]));
  return pair[0] === pair[1];
}

function pairFacts(before: PlanIdentity, now: PlanIdentity): [string, unknown, unknown][] {
  const valueOf = ({ facts }: PlanIdentity, name: string): string =>
    facts.find((fact) => fact.name === name)?.value ?? 'unknown';
  const names = new Set([...before.facts, ...now.facts].map(({ name }) => name));
  return [...names].map((name) => [name, valueOf(before, name), valueOf(now, name)]);
}

function show(value: unknown): string {
  const text = Array.isArray(value) && value.length === 0 ? 'the whole suite' : JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** Returns why it could not be written, null when it was: the run goes on, and only --resume will miss it. */
export async function saveState(
  path: string,
  plan: RunPlan,
  runs: readonly IterationRun[],
): Promise<string | null> {
  const text = writeState(plan, runs);
  try {
    replaceFile(path, (draft) => writeFileSync(draft, text));
    return null;
  } catch (error) {
    return `${basename(path)} could not be written: ${errorText(error)}`;
  }
}

/** Null when there is none: the run starts anew. Its seed is the one to go on with when the user names none. */
export async function loadState(path: string): Promise<RunState | null> {
  try {
    return readState(await readFile(path, 'utf8'), path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return null;
    throw code === null ? error : new UsageError(`${path}: ${errorText(error)}`, { cause: error });
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
