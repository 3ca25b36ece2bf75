/** Nouns that agree with a count. */

/** `test` for 1, `tests` for every other count; the plural is given when it is not singular + s. */
export function nounFor(count: number, singular: string, plural = `${singular}s`): string {
  return count === 1 ? singular : plural;
}

/** `1 test`, `2 tests`: a count with its noun. */
export function countOf(count: number, singular: string, plural?: string): string {
  return `${count} ${nounFor(count, singular, plural)}`;
}
