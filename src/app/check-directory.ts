import { resolve } from 'node:path';
import { UsageError } from '../config/usage-error.ts';
import { findObstacle } from '../edge/find-obstacle.ts';

/** Before anything is read or run: afterwards it is too late to ask for another place. Throws UsageError. */
export function checkDirectory(setting: string, path: string, cwd: string): void {
  const obstacle = findObstacle(resolve(cwd, path));
  if (obstacle !== null)
    throw new UsageError(`${setting} ${path}: ${obstacle}; give a directory that can be made and written`);
}
