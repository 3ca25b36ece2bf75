/**
 * Collects what a report may later show of one case (failures, retries, properties, the end of its output) as a small
 * flat XML fragment. Long texts keep their beginning and their end, so that a case with a gigabyte of output costs
 * a few kilobytes. The fragment is well-formed whatever the document was; fast-xml-parser reads it when it is printed.
 */
import { ATTRIBUTE } from './element.ts';
import { SPECIAL, type TagReader } from './tag-reader.ts';
import type { TextPart } from './tokenizer.ts';

/** Bytes. An element is only opened while the fragment is below `open`, so that one more always fits into the buffer. */
export const FRAGMENT_LIMITS = { attribute: 8192, head: 6144, tail: 2048, open: 49_152 } as const;

const CASE_OPEN = Buffer.from('<testcase>');
const CASE_CLOSE = Buffer.from('</testcase>');
const COPIED = [
  [ATTRIBUTE.name, 'name'],
  [ATTRIBUTE.value, 'value'],
  [ATTRIBUTE.type, 'type'],
  [ATTRIBUTE.message, 'message'],
] as const;
/** Escaping CDATA makes a byte five at most. */
const LARGEST_ELEMENT =
  COPIED.length * FRAGMENT_LIMITS.attribute + 5 * (FRAGMENT_LIMITS.head + FRAGMENT_LIMITS.tail) + 1024;

export class FragmentWriter {
  private readonly bytes = Buffer.allocUnsafe(FRAGMENT_LIMITS.open + LARGEST_ELEMENT);
  private readonly tail = Buffer.allocUnsafe(2 * FRAGMENT_LIMITS.tail);
  private length = 0;
  private textStart = 0;
  private tailLength = 0;
  private headLeft = 0;
  private dropped = 0;
  private element = '';

  constructor() {
    // Every fragment begins alike: written once, it stays.
    CASE_OPEN.copy(this.bytes);
  }

  /** Starts the fragment of a new case. */
  reset(): void {
    this.length = CASE_OPEN.length;
    this.element = '';
  }

  get isEmpty(): boolean {
    return this.length === CASE_OPEN.length;
  }

  /** Opens one flat element; false when the case has used up its room, and the element is left out. */
  open(view: Buffer, tag: TagReader, element: string): boolean {
    if (this.length > FRAGMENT_LIMITS.open) return false;
    this.element = element;
    this.tailLength = 0;
    this.dropped = 0;
    this.headLeft = element === 'system-out' ? 0 : FRAGMENT_LIMITS.head;
    this.write(`<${element}`);
    for (const [id, name] of COPIED) if (tag.has(id)) this.writeAttribute(view, tag, { id, name });
    this.write('>');
    this.textStart = this.length;
    return true;
  }

  private writeAttribute(view: Buffer, tag: TagReader, { id, name }: { id: number; name: string }): void {
    const start = tag.start[id] as number;
    const end = tag.end[id] as number;
    const cut = end - start > FRAGMENT_LIMITS.attribute - 64;
    const stop = cut ? safeEnd(view, start, start + FRAGMENT_LIMITS.attribute / 2) : end;
    // The value is copied between the quotes it stood in.
    const quote = view[end] === 0x27 ? "'" : '"';
    this.write(` ${name}=${quote}`);
    if (((tag.special[id] as number) & SPECIAL.markup) === 0)
      this.length += view.copy(this.bytes, this.length, start, stop);
    else
      this.write(
        view
          .toString('utf8', start, stop)
          .replaceAll('<', '&lt;')
          .slice(0, FRAGMENT_LIMITS.attribute / 2),
      );
    this.write(cut ? ` … (${end - stop} bytes left out)${quote}` : quote);
  }

  text(view: Buffer, part: TextPart): void {
    if (this.element === '') return;
    let { start } = part;
    if (this.headLeft > 0) {
      const stop = Math.min(part.end, start + this.headLeft);
      this.headLeft -= stop - start;
      this.writeText(view, { start, end: stop, cdata: part.cdata });
      start = stop;
    }
    if (start >= part.end) return;
    this.dropped += part.end - start;
    this.keepTail(view, { start, end: part.end, cdata: part.cdata });
  }

  private writeText(view: Buffer, part: TextPart): void {
    this.length = copyText(view, part, { into: this.bytes, at: this.length });
  }

  private keepTail(view: Buffer, part: TextPart): void {
    const size = FRAGMENT_LIMITS.tail;
    // Escaping CDATA may enlarge it up to five times: feed it in slices that always fit.
    const slice = part.cdata ? Math.floor(size / 5) : size;
    for (let start = Math.max(part.start, part.end - size); start < part.end; start += slice) {
      if (this.tailLength > size) {
        this.tail.copyWithin(0, this.tailLength - size, this.tailLength);
        this.tailLength = size;
      }
      const end = Math.min(part.end, start + slice);
      this.tailLength = copyText(
        view,
        { start, end, cdata: part.cdata },
        { into: this.tail, at: this.tailLength },
      );
    }
  }

  /** Closes the element opened last. */
  close(): void {
    if (this.element === '') return;
    if (this.dropped > 0) this.writeTail();
    this.write(`</${this.element}>`);
    this.element = '';
  }

  private writeTail(): void {
    this.length = safeEnd(this.bytes, this.textStart, this.length);
    const first = Math.max(0, this.tailLength - FRAGMENT_LIMITS.tail);
    const isWhole = first === 0 && this.dropped <= FRAGMENT_LIMITS.tail;
    const from = isWhole ? 0 : safeStart(this.tail, first, this.tailLength);
    if (!isWhole)
      this.write(`\n… (${Math.max(1, this.dropped - this.tailLength + from)} bytes left out) …\n`);
    this.length += this.tail.copy(this.bytes, this.length, from, this.tailLength);
  }

  /** The finished fragment; valid until the next reset. */
  finish(): Buffer {
    this.length += CASE_CLOSE.copy(this.bytes, this.length);
    return this.bytes.subarray(0, this.length);
  }

  private write(text: string): void {
    this.length += this.bytes.write(text, this.length, 'utf8');
  }
}

interface Target {
  into: Buffer;
  at: number;
}

/** Copies text as escaped text: plain parts as they are, CDATA with `&` and `<` written as entities. */
function copyText(view: Buffer, part: TextPart, { into, at }: Target): number {
  if (!part.cdata) return at + view.copy(into, at, part.start, part.end);
  // Latin-1 stands for bytes here: it gives back what it was given.
  const text = view.toString('latin1', part.start, part.end);
  return at + into.write(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'), at, 'latin1');
}

/** Largest cut position <= end that splits neither a UTF-8 character nor an entity. */
function safeEnd(view: Uint8Array, start: number, end: number): number {
  let p = end;
  while (p > start && ((view[p] ?? 0) & 0xc0) === 0x80) p -= 1;
  for (let back = p - 1; back >= start && back > p - 12; back -= 1) {
    if (view[back] === 0x3b) break;
    if (view[back] === 0x26) return back;
  }
  return p;
}

/** Smallest cut position >= start that splits neither a UTF-8 character nor an entity; prefers a line start. */
function safeStart(view: Uint8Array, start: number, end: number): number {
  const line = view.subarray(start, Math.min(end, start + 400)).indexOf(0x0a);
  if (line >= 0) return start + line + 1;
  let p = start;
  while (p < end && ((view[p] ?? 0) & 0xc0) === 0x80) p += 1;
  for (let ahead = p; ahead < end && ahead < p + 12; ahead += 1) {
    if (view[ahead] === 0x26) break;
    if (view[ahead] === 0x3b) return ahead + 1;
  }
  return p;
}
