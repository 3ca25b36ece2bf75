/** Tests that did not do the same in every iteration: what a person waits for while a suite is repeated. */
import type { Ending } from '../../model/run.ts';

/** Failed tests of one iteration, latest first: adding one leaves the others as they are. */
export interface FailureChain {
  readonly id: string;
  readonly before: FailureChain | null;
}

export interface Failures {
  /** Iterations that ran to their end: only those can be compared. */
  readonly compared: number;
  /** In how many of them a test failed; by id. */
  readonly counts: ReadonlyMap<string, number>;
}

export const NO_FAILURES: Failures = { compared: 0, counts: new Map() };

export function addFailures(failures: Failures, chain: FailureChain | null, ending: Ending): Failures {
  if (ending.kind !== 'exited') return failures;
  const ids = new Set<string>();
  for (let link = chain; link !== null; link = link.before) ids.add(link.id);
  const counts = new Map(failures.counts);
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return { compared: failures.compared + 1, counts };
}

/** Tests that failed in some of the compared iterations and not in all. */
export function countDiffering({ compared, counts }: Failures): number {
  let differing = 0;
  for (const count of counts.values()) if (count < compared) differing += 1;
  return differing;
}
