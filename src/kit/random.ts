/** Bits from names and numbers: the same on every machine, whenever they are asked for. */

/** FNV-1a over UTF-16 units, an integer in [0, 2^32). Tells names apart; it keeps no secret. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/**
 * Any change of the bits given changes about half of the result, a signed integer of 32 bits. The finaliser of
 * MurmurHash3 (Austin Appleby, public domain); it maps the integers onto themselves.
 */
export function spreadBits(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
