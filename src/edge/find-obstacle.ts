/** Tells before the work what would make it useless: that its result has no place to go. */
import { lstatSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
