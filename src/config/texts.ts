/** Texts of settings that have a grammar of their own: lengths of time, and the words of a command. */
import { UsageError } from '../kit/usage-error.ts';

const UNITS_MS = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
/** Node's timers take no more. */
const LONGEST_MS = 2 ** 31 - 1;

export const DURATION_RULE = 'must be a time such as 90s, 20m or 1h30m, at most 24 days';

/** As `readDuration`; throws UsageError where that gives null. */
export function parseDuration(name: string, text: string): number {
  const ms = readDuration(text);
  if (ms === null) throw new UsageError(`--${name} ${DURATION_RULE}, not "${text}"`);
  return ms;
}

/** `90s`, `20m`, `1h30m`, `500ms` -> milliseconds; null for anything else, nothing and more than 24 days. */
export function readDuration(text: string): number | null {
  const isWhole = /^(?:\d{1,9}(?:ms|s|m|h))+$/.test(text);
  const parts = isWhole ? [...text.matchAll(/(\d+)(ms|s|m|h)/g)] : [];
  const total = parts.reduce(
    (sum, [, digits, unit = '']) => sum + Number(digits) * (UNITS_MS.get(unit) ?? 0),
    0,
  );
  return total <= 0 || total > LONGEST_MS ? null : total;
}

const WORD = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;

/**
 * Blanks and line ends part words, single and double quotes group them; a backslash is a character like any other,
 * because paths of Windows are full of them. Throws UsageError for a quote without an end.
 */
export function splitWords(text: string): string[] {
  const rest = text.replaceAll(WORD, '').trim();
  if (rest !== '') throw new UsageError(`test-command has a quote without an end: ${text.trim()}`);
  return (text.match(WORD) ?? []).map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
