/** What measurements of one operation say, one after the other, about a limit. */
import { findPercentile } from './statistics.ts';
import { latencyOf, type Sample } from './open-loop.ts';

/**
 * within: as allowed. breach: too slow, twice, by measurements that count. again: nothing is proven yet. disturbed: too
 * slow, but this machine stood still itself, and often enough to give up.
 */
export type LatencyVerdict = 'within' | 'breach' | 'again' | 'disturbed';

/** A machine that stood still for a moment is no slow server: a breach must show twice. */
const BREACHES = 2;
const MOST_MEASUREMENTS = 4;
/** Of the limit: a measurement whose own clock was later than that tells more of this machine than of the server. */
const LATE_SHARE = 0.1;

/** @throws RangeError without a measurement, or with an empty one */
export function judgeLatency(
  measurements: readonly (readonly Sample[])[],
  allowedMs: number,
): LatencyVerdict {
  const last = measurements.at(-1) ?? [];
  if (percentile95(last.map(latencyOf)) <= allowedMs) return 'within';
  const counting = measurements.filter((samples) => latenessOf(samples) <= allowedMs * LATE_SHARE);
  if (counting.length >= BREACHES) return 'breach';
  return measurements.length < MOST_MEASUREMENTS ? 'again' : 'disturbed';
}

/** Milliseconds that this machine was late by, where the server had no part in it; 95 % were not later. */
export function latenessOf(samples: readonly Sample[]): number {
  return percentile95(samples.map(({ lateMs }) => lateMs));
}

const percentile95 = (values: readonly number[]): number => findPercentile(values, 95);
