/** Which window a new job gets. */
import type { Job } from '../job.ts';

/** The lowest window from 1 that no living job has. */
export function lowestFreeWindow(living: Iterable<Job>): number {
  const taken = listWindows(living);
  let window = 1;
  while (taken.has(window)) window += 1;
  return window;
}

/** What a defect chooses: the highest one up to the limit. */
export function highestFreeWindow(living: Iterable<Job>, limit: number): number {
  const taken = listWindows(living);
  let window = limit;
  while (taken.has(window)) window -= 1;
  return window;
}

function listWindows(living: Iterable<Job>): ReadonlySet<number> {
  return new Set([...living].map(({ window }) => window));
}
