/** Medians: the one figure that a single disturbed run cannot move. */
import type { Usage } from './run-process.ts';

export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Each figure by itself; the peak is the highest, because a limit is about the worst run. */
export function summariseUsage(runs: readonly Usage[]): Usage {
  return {
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    peakMb: Math.max(...runs.map(({ peakMb }) => peakMb)),
  };
}
