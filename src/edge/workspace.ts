/** The checkout of a job: which files exist, and what stands in a few of them. Nothing outside it is ever touched. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface Workspace {
  /** True for a file inside the checkout; `path` is relative with forward slashes. */
  exists(path: string): boolean;
  /** Text of a file; null when it does not exist or cannot be read. */
  read(path: string): string | null;
}

/** `root` is an absolute directory that need not exist. */
export function openWorkspace(root: string): Workspace {
  /** Links are followed before the path is judged, so that none leads out. */
  const resolveInside = (path: string): string | null => {
    try {
      const home = realpathSync(root);
      const real = realpathSync(join(home, path));
      const inside = relative(home, real);
      const leaves =
        inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || join(inside) === real;
      return leaves || !statSync(real).isFile() ? null : real;
    } catch {
      // Not there, not ours to look at, or no valid path: all the same to whoever asks.
      return null;
    }
  };
  return {
    exists: (path) => resolveInside(path) !== null,
    read(path) {
      const real = resolveInside(path);
      return real === null ? null : readFileSync(real, 'utf8');
    },
  };
}
