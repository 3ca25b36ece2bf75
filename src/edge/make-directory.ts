import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

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

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
