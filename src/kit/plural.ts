/** Nouns that agree with a count, and several words as one text. */

/** `test` for 1, `tests` for every other count; the plural is given when it is not singular + s. */
export function nounFor(count: number, singular: string, plural = `${singular}s`): string {
  return count === 1 ? singular : plural;
}

/** `1 test`, `2 tests`: a count with its noun. */
export function countOf(count: number, singular: string, plural?: string): string {
  return `${count} ${nounFor(count, singular, plural)}`;
}

/** `a`, `a and b`, `a, b and c`; beyond `most` entries `a, b and 3 more`, whose number `write` makes text of. */
export function joinWords(
  words: readonly (string | number)[],
  most = words.length,
  write: (count: number) => string = String,
): string {
  const rest = words.length - most;
  const all = rest > 0 ? [...words.slice(0, most), `${write(rest)} more`] : words;
  return all.length < 2 ? `${all[0] ?? ''}` : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
