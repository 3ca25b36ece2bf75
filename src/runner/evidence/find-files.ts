/** Files that fit a path with `*` (inside one name) and `**` (any folders). */
import { type Dirent, readdirSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { matchPath } from '../../kit/glob.ts';

const NEVER_ENTERED = new Set(['node_modules', '.git']);
const DEEPEST = 24;

/** Absolute paths, sorted. Links to folders are not followed. */
export function findFiles(folder: string, pattern: string): readonly string[] {
  const parts = pattern.split(/[\\/]/);
  const firstWild = parts.findIndex((part) => part.includes('*'));
  const fixed = (firstWild < 0 ? parts.slice(0, -1) : parts.slice(0, firstWild)).join('/');
  const base = isAbsolute(pattern) ? resolve(fixed === '' ? '/' : fixed) : resolve(folder, fixed);
  const wanted = firstWild < 0 ? parts.slice(-1) : parts.slice(firstWild);
  const depth = pattern.includes('**') ? DEEPEST : parts.length;
  return walk(base, depth)
    .filter((path) => matchPath(wanted, relative(base, path).split(sep)))
    .sort();
}

function walk(folder: string, depth: number): readonly string[] {
  if (depth < 1) return [];
  return readFolder(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NEVER_ENTERED.has(entry.name) ? [] : walk(path, depth - 1);
    return entry.isFile() ? [path] : [];
  });
}

function readFolder(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
