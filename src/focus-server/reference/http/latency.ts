/** How long answers take: what the real server was observed to need, with jitter, waited for on the server's clock. */
import type { Random, Clock } from '../../../model/clock.ts';

export type LatencyKind = 'live' | 'historic' | 'other';

/** Milliseconds, least and most. */
type LatencyRange = readonly [least: number, most: number];

/** live, historic: what a configure takes besides what every answer takes, `other`. */
export type LatencyRanges = Readonly<Record<LatencyKind, LatencyRange>>;

export const OBSERVED_LATENCIES: LatencyRanges = { live: [40, 80], historic: [150, 300], other: [2, 8] };

interface LatencySetting {
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

/** Waiting that has an end: a server that closes waits for nobody. */
export interface Pauses {
  /** Resolves after `ms`, and at once for 0 or when the server closes. */
  pause(ms: number): Promise<void>;
  /** Ends every pause, and those to come. */
  end(): void;
}

export function createPauses(clock: Clock): Pauses {
  const waiting = new Set<() => void>();
  let ended = false;
  return {
    pause: (ms) => {
      if (ended || ms <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const finish = (): void => {
          waiting.delete(finish);
          cancel();
          resolve();
        };
        const cancel = clock.after(ms, finish);
        waiting.add(finish);
      });
    },
    end: () => {
      ended = true;
      for (const finish of waiting) finish();
    },
  };
}
