/** Foreign text as XML 1.0 can hold it, and as our reader gives it back. */

const ESC = '\u001B';
/** Colours: our reader drops them, so nobody gets to see them. */
const COLOURS = new RegExp(`${ESC}\\[[0-9;?]{0,32}[ -/]{0,4}[@-~]`, 'g');
// Control characters are what gets replaced.
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const REFERENCES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
]);

/** Line ends become `\n`; what XML cannot hold becomes U+FFFD. */
export function cleanXml(text: string): string {
  return text.replaceAll(COLOURS, '').replaceAll(/\r\n?/g, '\n').replaceAll(NOT_XML, '\uFFFD').toWellFormed();
}

export function escapeAttribute(text: string): string {
  return cleanXml(text).replaceAll(/[&<>"\t\n]/g, (char) => REFERENCES.get(char) ?? char);
}

export function escapeText(text: string): string {
  return cleanXml(text).replaceAll(/[&<>]/g, (char) => REFERENCES.get(char) ?? char);
}
