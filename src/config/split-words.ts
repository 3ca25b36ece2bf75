/** The words of a command that is given as one text. */
import { UsageError } from '../kit/usage-error.ts';

const WORD = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;

/**
 * Blanks and line ends part words, single and double quotes group them; a backslash is a character like any other,
 * because paths of Windows are full of them. Throws UsageError for a quote without an end.
 */
export function splitWords(text: string): string[] {
  const rest = text.replaceAll(WORD, '').trim();
  if (rest !== '') throw new UsageError(`test-command has a quote without an end: ${text.trim()}`);
  return (text.match(WORD) ?? []).map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
