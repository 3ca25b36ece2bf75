/** Figures of a list of latencies. */
import { quantile } from '../../../kit/statistics.ts';
export interface Statistics {
  readonly count: number;
  readonly mean: number;
  /** Of the sample: divided by n - 1; 0 for a single value. */
  readonly stdev: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * In the unit of the values.
 * @throws RangeError when there is no value
 */
export function summarise(values: readonly number[]): Statistics {
  // Sums of floats depend on the order.
  const sorted = values.toSorted((one, other) => one - other);
  const count = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    count,
    mean,
    stdev: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    p50: findPercentile(values, 50),
    p95: findPercentile(values, 95),
    p99: findPercentile(values, 99),
    max: findPercentile(values, 100),
  };
}

/**
 * Nearest rank: the smallest value that at least `percent` of all values do not exceed. It was really measured, nothing
 * is interpolated: a p99 of fewer than 100 values is the largest of them.
 * @throws RangeError when there is no value
 */
export function findPercentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new RangeError(`no value at ${percent} % of none`);
  return quantile(values, percent / 100);
}
