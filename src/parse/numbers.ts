/** Numbers as producers write them: `1,234.5`, ` 0.003 `, `1,5`, empty, negative, NaN, nanoseconds. */

const DAY_MS = 86_400_000;
/** No test runs for a year: a larger figure is a wrong unit, and must not poison a sum. */
export const MAX_DURATION_MS = 365 * DAY_MS;

export interface ParsedDuration {
  ms: number;
  /** True when the text was not a plain number of seconds in range and was replaced or clamped. */
  odd: boolean;
}

/** Seconds in view[start, end) as milliseconds. The quick path reads `123.456`; everything else goes to the slow one. */
export function readDurationMs(view: Uint8Array, start: number, end: number): number {
  let whole = 0;
  let p = start;
  while (p < end && isDigit(view[p] as number)) {
    whole = whole * 10 + (view[p] as number) - 0x30;
    p += 1;
  }
  if (p === start || p - start > 7) return -1;
  if (p === end) return whole * 1000;
  if (view[p] !== 0x2e) return -1;
  p += 1;
  let fraction = 0;
  let scale = 1;
  while (p < end && isDigit(view[p] as number)) {
    if (scale < 1e12) {
      fraction = fraction * 10 + (view[p] as number) - 0x30;
      scale *= 10;
    }
    p += 1;
  }
  return p === end ? whole * 1000 + (fraction * 1000) / scale : -1;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Seconds as written -> milliseconds in 0 .. 365 days. */
export function parseDuration(text: string): ParsedDuration {
  const trimmed = text.trim();
  if (trimmed === '') return { ms: 0, odd: false };
  const seconds = Number(normaliseSeparators(trimmed));
  if (Number.isNaN(seconds) || seconds < 0) return { ms: 0, odd: true };
  const ms = seconds * 1000;
  return ms > MAX_DURATION_MS ? { ms: MAX_DURATION_MS, odd: true } : { ms, odd: false };
}

/** `1,234.5` and `1,234` group thousands; `0,5` and `12,34` are decimal commas. */
function normaliseSeparators(text: string): string {
  if (/^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) && !/^-?0,/.test(text)) return text.replaceAll(',', '');
  if (/^-?\d*,\d+(e[-+]?\d+)?$/i.test(text)) return text.replace(',', '.');
  return text;
}

/** A declared count; null unless it is a plain non-negative integer below 10^9. */
export function parseCount(text: string): number | null {
  const trimmed = text.trim();
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : null;
}
