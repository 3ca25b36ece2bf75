/** Plain counts of a history that the verdict needs beside the belief. */
import type { Night } from './night.ts';

export interface Tally {
  readonly nights: number;
  /** Nights with at least one run. */
  readonly nightsRun: number;
  readonly runs: number;
  readonly skipped: number;
  /** Failing runs in the nights after the last night with a pass. Iterations of one night have no order among them. */
  readonly failingSincePass: number;
}

export function tallyNights(nights: readonly Night[]): Tally {
  const tally = { nights: nights.length, nightsRun: 0, runs: 0, skipped: 0, failingSincePass: 0 };
  for (const night of nights) {
    const passed = night.passed + night.rescued;
    const runs = passed + night.failed;
    if (runs > 0) tally.nightsRun++;
    tally.runs += runs;
    tally.skipped += night.skipped;
    tally.failingSincePass = passed > 0 ? 0 : tally.failingSincePass + night.failed;
  }
  return tally;
}
