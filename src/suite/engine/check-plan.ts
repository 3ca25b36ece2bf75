/** A plan that cannot be carried out is refused before anything starts. */
import { compileSelection } from '../selection/matches.ts';
import type { SuitePlan } from '../types/plan.ts';

/** @throws SelectionError, RangeError */
export function checkPlan({ selection, sources, repeatEach, parallel }: SuitePlan): void {
  compileSelection(selection);
  for (const [what, value] of [
    ['--repeat-each', repeatEach],
    ['the number of suites at the same time', parallel],
  ] as const)
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${what} must be a whole number from 1, not ${value}`);
  const names = new Set<string>();
  for (const { name } of sources) {
    if (names.has(name)) throw new RangeError(`the suite ${name} is named twice`);
    names.add(name);
  }
}
