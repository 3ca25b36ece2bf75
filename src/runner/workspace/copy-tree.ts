/**
 * A copy of the working directory for one iteration.
 *
 * `.git` stays behind: it is large, and a suite that needs it wants `worktree`. The output folder stays behind, or the
 * copy would contain itself. `node_modules` is linked instead of copied: it is by far the largest folder, and suites
 * read it only. Everything else is copied, changes that are not committed included; links stay links.
 */
import { constants, existsSync } from 'node:fs';
import { cp, symlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

const LINKED = 'node_modules';

/** Returns `target`. */
export async function copyTree(source: string, target: string, out: string): Promise<string> {
  const excluded = new Set([join(source, '.git'), join(source, LINKED), resolve(out)]);
  await cp(source, target, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (path) => !excluded.has(resolve(path)) && !isTemporary(path),
  });
  await linkModules(source, target);
  return target;
}

/** Makes the packages of one tree known to another. */
export async function linkModules(source: string, target: string): Promise<void> {
  const from = join(source, LINKED);
  const to = join(target, LINKED);
  // A junction needs no privilege on Windows; elsewhere the word is ignored.
  if (existsSync(from) && !existsSync(to)) await symlink(from, to, 'junction');
}

/** Byte code is written anew; a copied one would name the files of the original in stack traces. */
function isTemporary(path: string): boolean {
  return basename(path) === '__pycache__';
}
