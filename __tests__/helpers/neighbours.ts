/** Tests that need a program besides Node: skipped and counted without it, a failure in CI. */
import type { TestOptions } from 'vitest';
import { hasNeighbour, type NeighbourName } from '../../scripts/neighbours/core.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Why the test was skipped: neighbours, or what the machine does not allow. */
    missing?: readonly string[];
  }
}

/**
 * Options of a `describe` or an `it` that is of no use without all of these. In a skipped `describe` no hook runs.
 * Throws in CI, with what to do.
 */
export function needs(...names: readonly NeighbourName[]): TestOptions {
  const missing = names.filter((name) => !hasNeighbour(name));
  if (missing.length === 0) return {};
  if (isCi()) throw new Error(`these tests need ${missing.join(', ')}: npm run setup:tools`);
  return { skip: true, meta: { missing } };
}

/** What no package brings, such as rights of this user: `what` is named at the end, in CI too. */
export function needsAlso(isThere: boolean, what: string): TestOptions {
  return isThere ? {} : { skip: true, meta: { missing: [what] } };
}

const isCi = (): boolean => !['', 'false', '0'].includes(process.env['CI'] ?? '');
