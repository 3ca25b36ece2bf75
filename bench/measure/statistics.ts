/** Medians: the one figure that a single disturbed run cannot move. */
import { median as medianOf } from '../../src/kit/statistics.ts';
import type { Usage } from './run-process.ts';

export function median(figures: readonly number[]): number {
  return medianOf(figures) ?? Number.NaN;
}

/**
 * Where the median of all there could be lies with at least 95 %: from the k-th smallest to the k-th largest figure, with
 * the largest k for which fewer than k of n coins fall on one side in at most 2.5 % of all throws. Nothing is supposed of
 * how they spread. Null for fewer than six.
 */
export function intervalOfMedian(figures: readonly number[]): readonly [number, number] | null {
  const count = figures.length;
  let chance = 0.5 ** count;
  let fewer = chance;
  let rank = 0;
  while (fewer <= 0.025) {
    rank += 1;
    chance *= (count - rank + 1) / rank;
    fewer += chance;
  }
  const sorted = figures.toSorted((one, other) => one - other);
  const [low, high] = [sorted[rank - 1], sorted[count - rank]];
  return low === undefined || high === undefined ? null : [low, high];
}

/** Each figure by itself; the peak is the highest, because a limit is about the worst run. */
export function summariseUsage(runs: readonly Usage[]): Usage {
  return {
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    peakMb: Math.max(...runs.map(({ peakMb }) => peakMb)),
  };
}
