/** Words that hints share. */
import { joinWords, nounFor } from '../kit/plural.ts';

const MAX_LISTED = 5;

/** `1`, `1 and 3`, `1, 2 and 5`; of more than five the first ones and the number of the rest. */
export function listWords(words: readonly (string | number)[]): string {
  return joinWords(words, MAX_LISTED);
}

export function listIterations(iterations: readonly number[]): string {
  return `${nounFor(iterations.length, 'iteration')} ${listWords(iterations)}`;
}

/** Milliseconds as `12 ms`, `1.5 s`, `90 s`. */
export function nameDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${ms < 10_000 ? Number((ms / 1000).toFixed(1)) : Math.round(ms / 1000)} s`;
}
