/** Files with a `uses:` that people run or copy, and how actions are named there. */
import { globSync } from 'tinyglobby';
import type { Pin } from './actions.ts';

export interface UserOfActions {
  /** From the root of the repository. */
  readonly path: string;
  readonly pin: Pin;
}

const OWN = ['.github/workflows/*.yml'];
const RECIPES = [
  '*.md',
  'docs/**/*.md',
  'examples/**/*.{md,yml}',
  '.github/**/*.md',
  '.github/ISSUE_TEMPLATE/*.yml',
];

/** Sorted by path. What our own workflows run is a commit; recipes name the major version. */
export function listUsers(root: string): UserOfActions[] {
  const find = (patterns: string[], pin: Pin): UserOfActions[] =>
    globSync(patterns, { cwd: root, dot: true, ignore: ['**/node_modules/**'] }).map((path) => ({
      path,
      pin,
    }));
  return [...find(OWN, 'commit'), ...find(RECIPES, 'major')].sort((a, b) => (a.path < b.path ? -1 : 1));
}
