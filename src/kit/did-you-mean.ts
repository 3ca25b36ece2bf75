/** What a mistyped word was meant to be. */
import { distance } from 'fastest-levenshtein';

/** The known word that is a letter or two away, however it is written: `Fail_On` for `fail-on`; null when none is. */
export function findMeant(word: string, known: readonly string[]): string | null {
  const plain = flatten(word);
  let meant: string | null = null;
  // A third of a word may be wrong, of a short one a letter.
  let least = Math.max(1, Math.min(3, Math.floor(plain.length / 3))) + 1;
  for (const candidate of known) {
    const steps = distance(plain, flatten(candidate));
    if (steps < least) [meant, least] = [candidate, steps];
  }
  return meant;
}

/** `, did you mean flaky?`, or nothing: the end of a message about a word that is not known. */
export function suggest(word: string, known: readonly string[]): string {
  const meant = findMeant(word, known);
  return meant === null ? '' : `; did you mean ${meant}?`;
}

const flatten = (word: string): string =>
  word
    .slice(0, LONGEST)
    .toLowerCase()
    .replaceAll(/[_\s.]+/g, '-');

/** Nobody mistypes longer ones, and strangers may. */
const LONGEST = 100;
