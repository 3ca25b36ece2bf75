/** From the text of an attribute or text node to the string a person should see. */
import { canonicalName, canonicalScope } from '../model/canonical-name.ts';

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

/** An attribute's value in one line, as XML prescribes: line breaks and tabs are spaces. */
export function cleanName(text: string): string {
  return canonicalName(decodeEntities(text));
}

/** A scope (classname, file): as a name, with one kind of slash. */
export function cleanScope(text: string): string {
  return canonicalScope(decodeEntities(text));
}
