/** A command as one line for a POSIX shell, which reads exactly the same words back. */
export function quotePosix(command: readonly string[]): string {
  return command.map(quoteWord).join(' ');
}

/** `=` is not among the bare characters: a first word with it would be an assignment. */
function quoteWord(word: string): string {
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
