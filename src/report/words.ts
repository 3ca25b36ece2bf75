/** The words, numbers and units of every report, in one place. Plain English; the glossary is the model's. */
import { joinWords as joinPlainly, nounFor } from '../kit/plural.ts';
import type { IterationState } from '../model/ledger.ts';
import type { Verdict } from '../model/verdict.ts';

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  failing: 'failing',
  flaky: 'flaky',
  suspect: 'suspect',
  new: 'new',
  inconclusive: 'inconclusive',
  skipped: 'skipped',
  stable: 'stable',
};

export const STATE_WORDS: Readonly<Record<IterationState, string>> = {
  complete: 'complete',
  incomplete: 'incomplete',
  unreadable: 'unreadable',
  missing: 'missing',
};

/** `12345` -> `12,345`. */
export function formatCount(count: number): string {
  return `${Math.round(count)}`.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 test`, `3 tests`; the plural form is given when it is not singular + s. */
export function plural(count: number, singular: string, plurals?: string): string {
  return `${formatCount(count)} ${nounFor(count, singular, plurals)}`;
}

/**
 * A rate of 0..1 in per cent. Never claims 0 % or 100 % for a rate that only comes near:
 * `0.0004` -> `<0.1 %`, `0.004` -> `0.4 %`, `0.454` -> `45 %`, `0.999` -> `>99 %`.
 */
export function formatPercent(rate: number): string {
  return `${percentFigure(rate)} %`;
}

/** Two rates as `1–45 %`; one figure when both round to the same. */
export function formatInterval(low: number, high: number): string {
  const from = percentFigure(low);
  const to = percentFigure(high);
  return from === to ? `${to} %` : `${from}–${to} %`;
}

function percentFigure(rate: number): string {
  const percent = rate * 100;
  if (percent <= 0) return '0';
  if (percent < 0.1) return '<0.1';
  if (percent < 0.95) return percent.toFixed(1);
  if (percent > 99 && percent < 100) return '>99';
  return `${Math.round(percent)}`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds in the two largest units that matter: `0.4 ms`, `120 ms`, `1.2 s`, `42 s`, `3 min 5 s`, `2 h 10 min`, `1 d 3 h`. */
export function formatDuration(ms: number): string {
  if (ms <= 0) return '0 ms';
  if (ms < 0.05) return '<0.1 ms';
  if (ms < 9.95) return `${trimZero(ms.toFixed(1))} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9.95 * SECOND) return `${trimZero((ms / SECOND).toFixed(1))} s`;
  if (ms < MINUTE - SECOND / 2) return `${Math.round(ms / SECOND)} s`;
  if (ms < HOUR - SECOND / 2)
    return inTwoUnits(Math.round(ms / SECOND), { size: 60, big: 'min', small: 's' });
  if (ms < DAY - MINUTE / 2) return inTwoUnits(Math.round(ms / MINUTE), { size: 60, big: 'h', small: 'min' });
  return inTwoUnits(Math.round(ms / HOUR), { size: 24, big: 'd', small: 'h' });
}

function inTwoUnits(count: number, units: { size: number; big: string; small: string }): string {
  const rest = count % units.size;
  const whole = `${formatCount((count - rest) / units.size)} ${units.big}`;
  return rest === 0 ? whole : `${whole} ${rest} ${units.small}`;
}

function trimZero(decimal: string): string {
  return decimal.endsWith('.0') ? decimal.slice(0, -2) : decimal;
}

/** A duration that may be unknown. */
export function formatKnownDuration(ms: number | null): string {
  return ms === null ? '–' : formatDuration(ms);
}

/** Minutes as a duration: `130` -> `2 h 10 min`. */
export function formatMinutes(minutes: number): string {
  return formatDuration(minutes * MINUTE);
}

/** Two significant digits below ten of a unit: `812 B`, `2.1 kB`, `48 MB`; a kB is 1000 B. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const power = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${['B', 'kB', 'MB', 'GB'][power] ?? ''}`;
}

/** `a`, `a and b`, `a, b and c`; beyond `most` entries `a, b and 3 more`. */
export function joinWords(words: readonly string[], most = words.length): string {
  return joinPlainly(words, most, formatCount);
}

/** Ascending numbers with runs folded: `[1, 2, 3, 5]` -> `1–3 and 5`; at most six entries. */
export function joinNumbers(numbers: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const value of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && value === last.to + 1) last.to = value;
    else ranges.push({ from: value, to: value });
  }
  const words = ranges.flatMap(({ from, to }) => {
    if (from === to) return [`${from}`];
    return to === from + 1 ? [`${from}`, `${to}`] : [`${from}–${to}`];
  });
  return joinWords(words, 6);
}

/** `iteration 3`, `iterations 1, 2 and 4`. */
export function nameIterations(numbers: readonly number[]): string {
  return `${nounFor(numbers.length, 'iteration')} ${joinNumbers(numbers)}`;
}
