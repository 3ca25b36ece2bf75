/**
 * The form in which names of tests are compared, whoever tells them: a report, or the output of a suite. What a
 * terminal colours or XML forbids is no part of a name.
 */
import { stripAnsi } from '../kit/ansi.ts';
import { hashText } from '../kit/random.ts';

/** Longer scopes and names are cut, with a digest to keep them apart. */
export const MAX_NAME_CHARACTERS = 16_384;

// Control characters are data here: they are what gets removed.
// oxlint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** One look decides that nothing has to be done: nearly all texts are clean, and some are long. */
// oxlint-disable-next-line no-control-regex
const UNCLEAN = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|#x1[bB]/;

/** Removes escape sequences and characters that XML forbids; lone surrogates become U+FFFD. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return stripAnsi(text).replace(ILLEGAL, '').replace(/\r\n?/g, '\n').toWellFormed();
}

/** In one line, as XML prescribes for an attribute: line breaks and tabs are spaces. */
export function canonicalName(text: string): string {
  return cleanText(text).replace(/[\t\n]/g, ' ');
}

/** A scope (classname, file): as a name, with one kind of slash. */
export function canonicalScope(text: string): string {
  return canonicalName(text).replaceAll('\\', '/');
}

/** Cuts a hostile length; a digest of the whole keeps different names different. */
export function boundName(text: string): string {
  if (text.length <= MAX_NAME_CHARACTERS) return text;
  return `${text.slice(0, MAX_NAME_CHARACTERS - 16).toWellFormed()}…${hashText(text).toString(16)}`;
}
