/** Options as their author wrote them, perhaps in plain JavaScript, made sure of. */
import { inspect } from 'node:util';

/** The longest time a timer can hold. */
const MOST_MS = 2 ** 31 - 1;

/** @throws TypeError that names the option and the rule */
export function checkWhole(value: unknown, what: string, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_MS) return value;
  throw new TypeError(`${what} must be a whole number from 1 to ${MOST_MS}, not ${inspect(value)}`);
}

/** @throws TypeError when it is no list of words */
export function checkWords(value: unknown, what: string): readonly string[] {
  if (value === undefined) return [];
  const words: readonly unknown[] = Array.isArray(value) ? value : [value];
  return words.map((word) => {
    if (typeof word === 'string' && /^[^\s,!]+$/.test(word)) return word;
    throw new TypeError(
      `${what} must be words without blanks, commas and exclamation marks, not ${inspect(word)}`,
    );
  });
}
