/** Directories for results: whether one has a place, making it, and what lies in it. */
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { errorCode } from '../kit/error-text.ts';
import { mistake, setting, UsageError } from '../kit/usage-error.ts';

/** Before anything is read or run: afterwards it is too late to ask for another place. Throws UsageError. */
export function checkDirectory(name: string, path: string, cwd: string): void {
  const obstacle = findObstacle(resolve(cwd, path));
  if (obstacle !== null)
    throw new UsageError(
      mistake`${setting(name, path)}: ${obstacle}; give a directory that can be made and written`,
    );
}

/**
 * Why no file can be written into an absolute directory that need not exist yet; null when one can. Something is really
 * made in the nearest directory that exists, and removed: permissions alone do not tell of /proc or of a full disk.
 */
export function findObstacle(directory: string): string | null {
  for (let folder = directory; ; folder = dirname(folder)) {
    const kind = look(folder);
    if (kind === 'directory') return tryToWrite(folder);
    if (kind !== 'nothing') return `${folder === directory ? 'it' : folder} ${kind}`;
    if (folder === dirname(folder)) return `there is no ${folder}`;
  }
}

/** `directory`, `nothing`, or what it is instead, in words. */
function look(path: string): string {
  try {
    return statSync(path).isDirectory() ? 'directory' : 'is a file';
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOTDIR') return 'nothing';
    if (code !== 'ENOENT') return `cannot be looked at (${code})`;
    return lstatSync(path, { throwIfNoEntry: false }) === undefined ? 'nothing' : 'is a link to nowhere';
  }
}

function tryToWrite(folder: string): string | null {
  try {
    rmdirSync(mkdtempSync(join(folder, '.focus-stability-')));
    return null;
  } catch (error) {
    return `nothing can be written in ${folder} (${codeOf(error)})`;
  }
}

const codeOf = (error: unknown): string => errorCode(error) ?? 'unknown error';

/**
 * An absolute directory and those above it. One by one: where the system says that the parent of a directory does not
 * exist although it does, as in /proc, `mkdirSync` with `recursive` makes the parent again and again and never returns.
 */
export function makeDirectory(path: string): void {
  const missing: string[] = [];
  for (let folder = path; !isDirectory(folder) && folder !== dirname(folder); folder = dirname(folder))
    missing.unshift(folder);
  for (const folder of missing) makeOne(folder);
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    // Somebody else may have made it at the same moment.
    if (!isDirectory(folder)) throw error;
  }
}

export function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Every file below a folder, relative to it, in the order of names. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
