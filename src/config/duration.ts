/** Lengths of time as people write them. */
import { UsageError } from './usage-error.ts';

const UNITS_MS = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
/** Node's timers take no more. */
const LONGEST_MS = 2 ** 31 - 1;

/** `90s`, `20m`, `1h30m`, `500ms` -> milliseconds. Throws UsageError, also for nothing and for more than 24 days. */
export function parseDuration(name: string, text: string): number {
  const isWhole = /^(?:\d{1,9}(?:ms|s|m|h))+$/.test(text);
  const parts = isWhole ? [...text.matchAll(/(\d+)(ms|s|m|h)/g)] : [];
  const total = parts.reduce(
    (sum, [, digits, unit = '']) => sum + Number(digits) * (UNITS_MS.get(unit) ?? 0),
    0,
  );
  if (total <= 0 || total > LONGEST_MS)
    throw new UsageError(
      `--${name} must be a time such as 90s, 20m or 1h30m, at most 24 days, not "${text}"`,
    );
  return total;
}
