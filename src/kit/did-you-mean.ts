/** What a mistyped word was meant to be. */
import { distance } from 'fastest-levenshtein';

/** The known word that is a letter or two away, however it is written: `Fail_On` for `fail-on`; null when none is. */
export function findMeant(word: string, known: readonly string[]): string | null {
  const plain = flatten(word);
  let meant: string | null = null;
  let least = Infinity;
  for (const candidate of known) {
    const other = flatten(candidate);
    const steps = distance(plain, other);
    // A third of a word may be wrong, of a short one a letter. Of two as near, the one it is the beginning of was meant.
    const most = Math.max(1, Math.min(3, Math.floor(Math.max(plain.length, other.length) / 3)));
    const far = other.startsWith(plain) ? steps - 0.5 : steps;
    if (plain !== '' && steps <= most && far < least) [meant, least] = [candidate, far];
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
