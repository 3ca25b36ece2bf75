/** Words as a POSIX shell takes them: it reads exactly the same words back. */

/**
 * Means itself in any shell of today, wherever it stands. `=` is not among them: a first word with it would be an
 * assignment.
 */
const BARE = /^[\w@%+:,./-]+$/;

/** Inside single quotes a POSIX shell leaves every character alone; a quote itself ends them for a moment. */
export function quoteWord(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * A command as one line; only words that need quotes have them.
 * @param bare what needs none; by default nothing that a shell could read in another way
 */
export function quoteWords(words: readonly string[], bare: RegExp = BARE): string {
  return words.map((word) => (bare.test(word) ? word : quoteWord(word))).join(' ');
}

const WORD = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;

/**
 * Blanks and line ends part words, single and double quotes group them; a backslash is a character like any other,
 * because paths of Windows are full of them. Null for a quote without an end.
 */
export function splitWords(text: string): string[] | null {
  if (text.replaceAll(WORD, '').trim() !== '') return null;
  return (text.match(WORD) ?? []).map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
