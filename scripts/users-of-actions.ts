/** Files with a `uses:` that people run or copy, and how actions are named there. */
import { globSync } from 'tinyglobby';
import { pinOf, type Pin } from './actions.ts';

export interface UserOfActions {
  /** From the root of the repository. */
  readonly path: string;
  readonly pin: Pin;
}

/** Sorted by path. */
export function listUsers(root: string): UserOfActions[] {
  const patterns = ['*.md', '{docs,examples,.github}/**'];
  return globSync(patterns, { cwd: root, dot: true, ignore: ['**/node_modules/**'] })
    .sort()
    .flatMap((path) => {
      const pin = pinOf(path);
      return pin === null ? [] : [{ path, pin }];
    });
}
