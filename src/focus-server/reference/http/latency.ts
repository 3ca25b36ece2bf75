/** How long the real server thinks, with jitter: what it was observed to need. */
import type { Random } from '../../contract/ports.ts';

export type Operation = 'live' | 'historic' | 'other';

/** Milliseconds, least and most. */
const OBSERVED: Readonly<Record<Operation, readonly [number, number]>> = {
  live: [40, 80],
  historic: [150, 300],
  other: [2, 8],
};

/** Gives milliseconds; `scale` 0 switches all waiting off. */
export type Latency = (operation: Operation) => number;

export function createLatency(scale: number, random: Random): Latency {
  return (operation) => {
    const [least, most] = OBSERVED[operation];
    return scale * (least + random() * (most - least));
  };
}
