/** Figures of samples. The values given stay in their order. */

const ascending = (values: readonly number[]): number[] => values.toSorted((one, other) => one - other);

/** Middle value, or the mean of the two in the middle; null without values. */
export function median(values: readonly number[]): number | null {
  const sorted = ascending(values);
  const lower = sorted[(sorted.length - 1) >> 1];
  const upper = sorted[sorted.length >> 1];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

/**
 * Nearest rank: the smallest value that at least the share (0..1) of all values do not exceed, so one that was really
 * measured. At 0.5 it is the lower one of two middles. NaN without values.
 */
export function quantile(values: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(share * values.length));
  return ascending(values)[rank - 1] ?? Number.NaN;
}
