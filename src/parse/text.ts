/** From the bytes of an attribute or text node to the string a person should see. */

const ENTITY = /&(?:#\d{1,9}|#[xX][0-9a-fA-F]{1,8}|amp|lt|gt|quot|apos);/g;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
]);

/** Decodes the five XML entities and numeric references, once. Entities a DTD might define stay as written. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(ENTITY, decodeEntity) : text;
}

function decodeEntity(entity: string): string {
  const named = NAMED.get(entity);
  if (named !== undefined) return named;
  const isHex = entity[2] === 'x' || entity[2] === 'X';
  const code = isHex ? Number.parseInt(entity.slice(3, -1), 16) : Number(entity.slice(2, -1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

// Control characters are data here: they are what gets removed.
// oxlint-disable-next-line no-control-regex
const ANSI = /(?:\u001b|#x1[bB])\[[0-9;?]{0,32}[ -/]{0,4}[@-~]/g;
// oxlint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** One look decides that nothing has to be done: nearly all texts are clean, and some are long. */
// oxlint-disable-next-line no-control-regex
const UNCLEAN = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|#x1[bB]/;

/** Removes colour codes and characters that XML forbids; lone surrogates become U+FFFD. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text.replace(ANSI, '').replace(ILLEGAL, '').replace(/\r\n?/g, '\n').toWellFormed();
}

/** An attribute's value in one line, as XML prescribes: line breaks and tabs are spaces. */
export function cleanName(text: string): string {
  return cleanText(decodeEntities(text)).replace(/[\t\n]/g, ' ');
}

/** A scope (classname, file): as a name, with one kind of slash. */
export function cleanScope(text: string): string {
  return cleanName(text).replaceAll('\\', '/');
}
