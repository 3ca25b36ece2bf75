/** How far the servers of an environment differ from each other. */
import type { FocusTest } from './context.ts';

/** It takes any number of points above 0, and cannot cancel. */
export function isLegacy({ target }: FocusTest): boolean {
  return target.environment.profile === 'legacy';
}
