/** How long the real server thinks, with jitter: what it was observed to need. */
import type { Random } from '../../../model/clock.ts';

export type LatencyKind = 'live' | 'historic' | 'other';

/** Milliseconds, least and most. */
export type LatencyRange = readonly [least: number, most: number];

/** live, historic: what a configure takes besides what every answer takes, `other`. */
export type LatencyRanges = Readonly<Record<LatencyKind, LatencyRange>>;

export const OBSERVED_LATENCIES: LatencyRanges = { live: [40, 80], historic: [150, 300], other: [2, 8] };

export interface LatencySetting {
  /** Multiplies all ranges; 0 switches all waiting off. */
  readonly latencyScale: number;
  readonly latencyRanges: LatencyRanges;
}

/** Gives milliseconds. */
export type Latency = (operation: LatencyKind) => number;

export function createLatency({ latencyScale, latencyRanges }: LatencySetting, random: Random): Latency {
  return (operation) => {
    const [least, most] = latencyRanges[operation];
    return latencyScale * (least + random() * (most - least));
  };
}
