/**
 * Reads one start tag from raw bytes: its element and the byte ranges of the attributes we know.
 * Quotes are honoured, so `>` and even a raw `<` inside a value (some producers forget to escape it) are text.
 */
import { ATTRIBUTE_COUNT, attributeOf, elementOf } from './element.ts';

/** Kinds of bytes in a value that make the quick path impossible. */
export const SPECIAL = { entity: 1, control: 2, backslash: 4, markup: 8, high: 16 } as const;

const SPECIAL_BYTES = new Uint8Array(256);
for (let byte = 0; byte < 0x20; byte += 1) SPECIAL_BYTES[byte] = SPECIAL.control;
for (let byte = 0x80; byte < 0x100; byte += 1) SPECIAL_BYTES[byte] = SPECIAL.high;
SPECIAL_BYTES[0x7f] = SPECIAL.control;
SPECIAL_BYTES[0x26] = SPECIAL.entity;
// `#x1B[31m` is how pytest writes an ANSI colour it may not put into XML.
SPECIAL_BYTES[0x23] = SPECIAL.entity;
SPECIAL_BYTES[0x5c] = SPECIAL.backslash;
SPECIAL_BYTES[0x3c] = SPECIAL.markup;

/** 1 for the bytes that end a name: white space, `=`, `/`, `>`, quotes and `<`. */
const NAME_END = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d, 0x3d, 0x2f, 0x3e, 0x22, 0x27, 0x3c]) NAME_END[byte] = 1;

const SPACE = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d]) SPACE[byte] = 1;

export class TagReader {
  element = 0;
  /** Range of the element's name. */
  nameStart = 0;
  nameEnd = 0;
  selfClosing = false;
  /** False when something in the tag is not XML (an attribute without value, a stray quote). */
  wellFormed = true;
  /** One bit for each attribute id that is there. */
  private present = 0;
  /** Value ranges by attribute id; meaningless when absent. */
  readonly start = new Int32Array(ATTRIBUTE_COUNT);
  readonly end = new Int32Array(ATTRIBUTE_COUNT);
  /** Bits of SPECIAL seen in the value. */
  readonly special = new Uint8Array(ATTRIBUTE_COUNT);

  has(attribute: number): boolean {
    return (this.present & (1 << attribute)) !== 0;
  }

  /**
   * Reads the tag whose `<` stands at view[at].
   * Returns the position after its `>`, or -1 when the tag does not end inside `view`.
   */
  read(view: Uint8Array, at: number): number {
    const length = view.length;
    let p = at + 1;
    this.nameStart = p;
    while (p < length && NAME_END[view[p] as number] === 0) p += 1;
    if (p >= length) return -1;
    this.nameEnd = p;
    this.element = elementOf(view, this.nameStart, p);
    this.selfClosing = false;
    this.wellFormed = true;
    this.present = 0;
    while (p < length) {
      const byte = view[p] as number;
      if (byte === 0x3e) return p + 1;
      if (SPACE[byte] === 1) {
        p += 1;
      } else if (byte === 0x2f) {
        this.selfClosing = view[p + 1] === 0x3e;
        if (!this.selfClosing && p + 1 < length) this.wellFormed = false;
        p += 1;
      } else {
        p = this.readAttribute(view, p);
        if (p < 0) return -1;
      }
    }
    return -1;
  }

  /** Returns the position after the attribute, or -1 when it does not end inside `view`. */
  private readAttribute(view: Uint8Array, at: number): number {
    const length = view.length;
    let p = at;
    while (p < length && NAME_END[view[p] as number] === 0) p += 1;
    const nameEnd = p;
    while (p < length && SPACE[view[p] as number] === 1) p += 1;
    if (p >= length) return -1;
    if (view[p] !== 0x3d) {
      this.wellFormed = false;
      return p === at ? p + 1 : p;
    }
    p += 1;
    while (p < length && SPACE[view[p] as number] === 1) p += 1;
    if (p >= length) return -1;
    const quote = view[p] as number;
    if (quote !== 0x22 && quote !== 0x27) {
      this.wellFormed = false;
      return p;
    }
    const valueStart = p + 1;
    let special = 0;
    p = valueStart;
    while (p < length) {
      const byte = view[p] as number;
      if (byte === quote) break;
      special |= SPECIAL_BYTES[byte] as number;
      p += 1;
    }
    if (p >= length) return -1;
    const id = attributeOf(view, at, nameEnd);
    if (id >= 0 && (this.present & (1 << id)) === 0) {
      this.present |= 1 << id;
      this.start[id] = valueStart;
      this.end[id] = p;
      this.special[id] = special;
    }
    return p + 1;
  }
}
