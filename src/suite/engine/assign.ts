/** Places and words for the processes of one suite. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { slugOf } from '../slug.ts';
import type { SuitePlan, SuiteSource } from '../types/plan.ts';
import type { SuiteAssignment } from '../types/worker.ts';

export interface SuiteFolder {
  readonly path: string;
  /** Of attachments, relative to the output folder. */
  readonly attachments: string;
  readonly output: string;
}

/** Empties the folder of a suite. */
export function openSuiteFolder({ name }: SuiteSource, out: string): SuiteFolder {
  const slug = slugOf(name);
  const path = join(out, 'suites', slug);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return { path, attachments: `suites/${slug}/attachments`, output: join(path, 'output.log') };
}

interface Turn {
  readonly source: SuiteSource;
  readonly task: SuiteAssignment['task'];
  readonly folder: SuiteFolder;
  /** From 1. */
  readonly process: number;
  readonly rest: readonly string[] | null;
  readonly concurrency: number | null;
}

export function writeAssignment(turn: Turn, plan: SuitePlan): SuiteAssignment {
  const { source, task, folder, rest, concurrency } = turn;
  const { cwd, target, selection, seed, shuffle, repeatEach, graceMs, mask, out } = plan;
  const journal = join(folder.path, `journal-${turn.process}.ndjson`);
  const attachments = join(out, folder.attachments);
  const places = { source, task, journal, attachments, rest, concurrency };
  const wishes = { cwd, target, selection, seed, shuffle, repeatEach, graceMs, mask };
  return { kind: 'assignment', ...places, ...wishes };
}
