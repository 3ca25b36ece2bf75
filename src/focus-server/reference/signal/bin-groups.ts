/** Which bins of the transform a frequency of the response stands for. */
import { clamp } from '../../../kit/numbers.ts';
import type { StreamPlan } from '../../contract/stream-plan.ts';

/** `frequencies[i]` stands for bins `first[i]` .. `end[i] - 1`, at least one. */
export interface BinGroups {
  readonly count: number;
  readonly first: Int32Array;
  readonly end: Int32Array;
}

const FEWEST_POINTS = 64;
const MOST_POINTS = 65_536;
const WATERFALL_POINTS = 256;

/**
 * Points to transform: a power of two. The escalation rule may ask for far more than the largest NFFT when rows are
 * seconds apart; frequencies are never closer than the NFFT asked for resolves, so more would show nothing new.
 */
export function choosePoints({ viewType, nfft }: StreamPlan): number {
  if (viewType === 2) return WATERFALL_POINTS;
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(nfft, 1)));
  return clamp(wanted, FEWEST_POINTS, MOST_POINTS);
}

/** Bins nearer to a frequency than to its neighbours. The one value of a waterfall stands for all bins. */
export function groupBins(plan: StreamPlan, points: number): BinGroups {
  const bins = points / 2 + 1;
  if (plan.viewType === 2) return { count: 1, first: Int32Array.of(0), end: Int32Array.of(bins) };
  const spacing = plan.prr / points;
  const { frequencies, stepHz } = plan;
  const first = new Int32Array(frequencies.length);
  const end = new Int32Array(frequencies.length);
  for (const [index, hz] of frequencies.entries()) {
    const from = Math.ceil((hz - stepHz / 2) / spacing);
    const to = Math.ceil((hz + stepHz / 2) / spacing);
    const nearest = Math.min(Math.round(hz / spacing), bins - 1);
    first[index] = to > from ? clamp(from, 0, bins - 1) : nearest;
    end[index] = to > from ? clamp(to, 1, bins) : nearest + 1;
  }
  return { count: frequencies.length, first, end };
}
