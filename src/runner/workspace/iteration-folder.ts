/** The folders of iterations: those that one works in, and what earlier ones left. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errorText } from '../../kit/error-text.ts';
import { replaceFile } from '../../kit/replace-file.ts';
import { RUN_NOTE_NAME, writeOpenNote, writeRunNote } from '../../model/run-note.ts';
import type { IterationRun } from '../../model/run.ts';
import type { Places } from '../command/environment.ts';
import type { RunOptions } from '../options.ts';
import type { RunnerPorts } from '../ports.ts';
import { copyTree } from './copy-tree.ts';
import { addWorktree, removeWorktree } from './git.ts';

export interface IterationWorkspace extends Places {
  /** Where the command runs. */
  readonly cwd: string;
  /** Removes what is temporary; the output folder stays. */
  release(): Promise<void>;
}

/** In it: the report that the command is told to write. */
export const JUNIT_NAME = 'junit.xml';

/** Folder of what one iteration leaves. */
export function iterationFolder(out: string, iteration: number): string {
  return join(out, `iteration-${iteration}`);
}

/** Rejects when a folder cannot be made, copied or checked out. */
export async function openWorkspace(
  iteration: number,
  options: RunOptions,
  ports: RunnerPorts,
): Promise<IterationWorkspace> {
  const out = iterationFolder(options.out, iteration);
  const junit = join(out, JUNIT_NAME);
  if (options.isolate !== 'none') await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  // Never an old file under the name that the command is told to write.
  await rm(junit, { recursive: true, force: true });
  await writeFile(join(out, RUN_NOTE_NAME), writeOpenNote(iteration));
  // Not below the output folder: the path of a socket may have 108 characters at most.
  const home = await mkdtemp(join(ports.tempFolder, 'fs-'));
  const temp = join(home, 't');
  await mkdir(temp);
  const release = async (): Promise<void> => {
    if (options.isolate === 'worktree') await removeWorktree(join(home, 'tree'), options.cwd);
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const cwd = await openTree(join(home, 'tree'), options);
    return { cwd, out, junit, temp, runId: basename(home), release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function openTree(target: string, { isolate, cwd, out }: RunOptions): Promise<string> {
  if (isolate === 'copy') return copyTree(cwd, target, out);
  return isolate === 'worktree' ? addWorktree(cwd, target) : cwd;
}

export const ADVICE_ON_LOSS = 'Make room there, or give another folder as --out';

/** How the iteration ended travels with its reports. `out`: absolute folder of the run. The run, which knows when that failed. */
export function leaveNote(run: IterationRun, out: string): IterationRun {
  const { iteration, problems } = run;
  const path = join(iterationFolder(out, iteration), RUN_NOTE_NAME);
  const text = writeRunNote(run);
  try {
    replaceFile(path, (draft) => writeFileSync(draft, text));
    return run;
  } catch (error) {
    const message = `${RUN_NOTE_NAME} could not be written: ${errorText(error)}`;
    const lost = { code: 'not-kept', severity: 'warning', path, iteration, message } as const;
    return { ...run, problems: [...problems, { ...lost, advice: ADVICE_ON_LOSS }] };
  }
}

/**
 * Removes what an earlier run left in the output folder, or its iterations would be taken for ones of this run: folders
 * of iterations that carry our note, except those of `kept`. A folder that we did not make stays.
 */
export async function removeEarlier(out: string, kept: readonly number[]): Promise<void> {
  const names = existsSync(out) ? readdirSync(out) : [];
  for (const name of names) {
    const [, digits] = /^iteration-(\d+)$/.exec(name) ?? [];
    const isOurs = existsSync(join(out, name, RUN_NOTE_NAME));
    if (digits === undefined || kept.includes(Number(digits)) || !isOurs) continue;
    await rm(join(out, name), { recursive: true, force: true });
  }
}
