/** What git is asked for: the commit that is tested, and a checkout of it for one iteration. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { linkModules } from './copy-tree.ts';

const run = promisify(execFile);

/** Full hash of the commit that is tested; `unknown` outside a repository and before a first commit. */
export async function readCommit(cwd: string): Promise<string> {
  try {
    return (await run('git', ['rev-parse', 'HEAD'], { cwd })).stdout.trim();
  } catch {
    return 'unknown';
  }
}

/**
 * What is not committed is not in it. Returns the folder in the checkout that corresponds to `cwd`. Rejects outside a
 * repository and before a first commit.
 */
export async function addWorktree(cwd: string, target: string): Promise<string> {
  const prefix = (await git(['rev-parse', '--show-prefix'], cwd)).trim();
  await git(['worktree', 'add', '--detach', '--quiet', target, 'HEAD'], cwd);
  const inner = join(target, prefix);
  await linkModules(cwd, inner);
  return inner;
}

/** Rejects with what git says, on one line. */
async function git(words: readonly string[], cwd: string): Promise<string> {
  try {
    return (await run('git', words, { cwd })).stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Error(said === '' ? 'git could not be started' : said.replaceAll(/\s*\n\s*/g, '; '), {
      cause: error,
    });
  }
}

/** Also when it was never made. */
export async function removeWorktree(target: string, cwd: string): Promise<void> {
  await run('git', ['worktree', 'remove', '--force', '--force', target], { cwd }).catch(() => undefined);
  await run('git', ['worktree', 'prune'], { cwd }).catch(() => undefined);
}
