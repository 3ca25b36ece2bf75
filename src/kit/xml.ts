/**
 * Foreign text as XML 1.0 can hold it. One rule for what it cannot hold, in text and in attributes: escape sequences
 * of terminals go, line ends become `\n`, and every other forbidden character and half surrogate becomes U+FFFD. Our
 * own reader would drop the sequences too, so nobody misses them.
 */
import { stripAnsi } from './ansi.ts';

// Control characters are what gets replaced.
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
/** Printable ASCII that stands for itself everywhere: nearly all texts are nothing else. */
const NEEDS_CARE = /[^ !#-%'-;=?-~]/;
const REFERENCES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
]);

/** What a reader gets back of the text. */
export function cleanXml(text: string): string {
  return stripAnsi(text).replaceAll(/\r\n?/g, '\n').replaceAll(FORBIDDEN, '\uFFFD').toWellFormed();
}

/**
 * For an attribute in double quotes; tabs and line ends are references there, because a reader makes blanks of them
 * otherwise. In an element it keeps readers from trimming or folding them.
 */
export function escapeAttribute(text: string): string {
  if (!NEEDS_CARE.test(text)) return stripAnsi(text);
  return cleanXml(text).replaceAll(/[&<>"'\t\n]/g, (char) => REFERENCES.get(char) ?? char);
}

/** For the text of an element. */
export function escapeText(text: string): string {
  if (!NEEDS_CARE.test(text)) return stripAnsi(text);
  return cleanXml(text).replaceAll(/[&<>]/g, (char) => REFERENCES.get(char) ?? char);
}
