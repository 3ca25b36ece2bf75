import type { Job } from '../job.ts';

/** The lowest window from 1 that no living job has. */
export function lowestFreeWindow(living: Iterable<Job>): number {
  const taken = new Set<number>();
  for (const job of living) taken.add(job.window);
  let window = 1;
  while (taken.has(window)) window += 1;
  return window;
}
