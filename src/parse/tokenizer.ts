/**
 * Cuts a stream of byte chunks into start tags, end tags and text, without ever holding the document.
 *
 * Chunks are scanned in place. Only the token that a chunk boundary cuts in two is copied: its first part is
 * carried over and joined with as much of the next chunk as it takes to finish it.
 */
import { DoctypeScanner } from './doctype-scanner.ts';
import { TagReader } from './tag-reader.ts';

/** Receives tokens. Byte ranges are valid only during the call. */
export interface TokenHandler {
  startTag(view: Buffer, tag: TagReader): void;
  endTag(view: Buffer, start: number, end: number): void;
  /** Part of a text node; a node may come in several parts. */
  text(view: Buffer, part: TextPart): void;
  doctype(): void;
  /** A document type with declarations of its own: entity bombs and external entities live here. */
  doctypeSubset(): void;
  malformed(what: string): void;
}

export interface TextPart {
  start: number;
  end: number;
  cdata: boolean;
}

/** A single tag larger than this is not a test report any more; the file is given up as malformed. */
export const MAX_TOKEN_BYTES = 32 * 1024 * 1024;

const MODE = { text: 0, comment: 1, cdata: 2, instruction: 3, doctype: 4 } as const;
const TERMINATORS = [null, Buffer.from('-->'), Buffer.from(']]>'), Buffer.from('?>')] as const;
const COMMENT_OPEN = Buffer.from('<!--');
const CDATA_OPEN = Buffer.from('<![CDATA[');
const DOCTYPE_OPEN = Buffer.from('<!DOCTYPE');

export class Tokenizer {
  /** Set by the handler's owner to stop early: nothing more is read. */
  stopped = false;
  private readonly handler: TokenHandler;
  private readonly tag = new TagReader();
  private readonly part: TextPart = { start: 0, end: 0, cdata: false };
  private mode: number = MODE.text;
  private carry: Buffer = Buffer.alloc(0);
  private readonly doctype = new DoctypeScanner();

  constructor(handler: TokenHandler) {
    this.handler = handler;
  }

  write(chunk: Uint8Array): void {
    if (this.stopped || chunk.length === 0) return;
    const view = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    if (this.carry.length > 0) {
      from = this.finishCarry(view);
      if (from < 0) return;
    }
    const stop = this.scan(view, from, view.length);
    this.carry = stop < view.length ? Buffer.from(view.subarray(stop)) : EMPTY;
  }

  /** Tells the end of input. Returns true when it came inside a token: the file is cut. */
  end(): boolean {
    if (this.stopped) return false;
    return this.carry.length > 0 || this.mode !== MODE.text;
  }

  /** Scans carry + growing head of the chunk until the carried token is done; returns where to go on in the chunk. */
  private finishCarry(view: Buffer): number {
    const carried = this.carry.length;
    for (let take = 4096; ; take *= 8) {
      const joint = Buffer.concat([this.carry, view.subarray(0, take)]);
      const stop = this.scan(joint, 0, carried);
      if (stop >= carried) return stop - carried;
      // What was scanned is done for good: only the unfinished token may be looked at again.
      if (stop > 0) {
        this.carry = Buffer.from(this.carry.subarray(stop));
        return this.finishCarry(view);
      }
      if (take >= view.length) {
        this.carry = joint;
        if (joint.length > MAX_TOKEN_BYTES) this.giveUp();
        return -1;
      }
    }
  }

  private giveUp(): void {
    this.handler.malformed(`a single tag is larger than ${MAX_TOKEN_BYTES / 1024 / 1024} MiB`);
    this.carry = EMPTY;
    this.stopped = true;
  }

  /**
   * Consumes tokens that start before `until`; returns the position of the first byte not consumed,
   * which is the start of an unfinished token or a position >= `until`.
   */
  private scan(view: Buffer, from: number, until: number): number {
    let at = from;
    while (at < until && !this.stopped) {
      const next = this.mode === MODE.text ? this.scanText(view, at) : this.scanOpaque(view, at);
      if (next < 0) return ~next;
      at = next;
    }
    return this.stopped ? view.length : at;
  }

  /** Text up to the next token, and that token. Returns the next position, or ~position of an unfinished token. */
  private scanText(view: Buffer, at: number): number {
    const open = view.indexOf(0x3c, at);
    const textEnd = open < 0 ? view.length : open;
    if (textEnd > at) this.emitText(view, at, textEnd);
    if (open < 0) return view.length;
    const kind = view[open + 1];
    if (kind === undefined) return ~open;
    if (kind === 0x2f) return this.scanEndTag(view, open);
    if (kind === 0x21) return this.openDeclaration(view, open);
    if (kind === 0x3f) {
      this.mode = MODE.instruction;
      return open + 2;
    }
    const end = this.tag.read(view, open);
    if (end < 0) return ~open;
    if (this.tag.nameEnd === this.tag.nameStart) {
      this.handler.malformed('a "<" that starts no tag');
      return open + 1;
    }
    if (!this.tag.wellFormed) this.handler.malformed('a tag with broken attributes');
    this.handler.startTag(view, this.tag);
    return end;
  }

  private emitText(view: Buffer, start: number, end: number): void {
    this.part.start = start;
    this.part.end = end;
    this.part.cdata = this.mode === MODE.cdata;
    this.handler.text(view, this.part);
  }

  private scanEndTag(view: Buffer, open: number): number {
    const close = view.indexOf(0x3e, open);
    if (close < 0) return ~open;
    let end = close;
    while (end > open + 2 && (view[end - 1] as number) <= 0x20) end -= 1;
    this.handler.endTag(view, open + 2, end);
    return close + 1;
  }

  private openDeclaration(view: Buffer, open: number): number {
    const available = view.length - open;
    if (startsWith(view, open, COMMENT_OPEN)) {
      this.mode = MODE.comment;
      return open + COMMENT_OPEN.length;
    }
    if (startsWith(view, open, CDATA_OPEN)) {
      this.mode = MODE.cdata;
      return open + CDATA_OPEN.length;
    }
    if (available < DOCTYPE_OPEN.length) return ~open;
    if (startsWith(view, open, DOCTYPE_OPEN)) this.handler.doctype();
    else this.handler.malformed('an unknown "<!" declaration');
    this.mode = MODE.doctype;
    this.doctype.reset();
    return open + 2;
  }

  /** Inside a comment, CDATA section, processing instruction or document type. */
  private scanOpaque(view: Buffer, at: number): number {
    if (this.mode === MODE.doctype) return this.scanDoctype(view, at);
    const terminator = TERMINATORS[this.mode] as Buffer;
    const found = view.indexOf(terminator, at);
    const contentEnd = found < 0 ? Math.max(at, view.length - terminator.length + 1) : found;
    if (this.mode === MODE.cdata && contentEnd > at) this.emitText(view, at, contentEnd);
    if (found < 0) return contentEnd === view.length ? contentEnd : ~contentEnd;
    this.mode = MODE.text;
    return found + terminator.length;
  }

  private scanDoctype(view: Buffer, at: number): number {
    const end = this.doctype.findEnd(view, at);
    if (end < 0) return view.length;
    if (this.doctype.hasSubset) this.handler.doctypeSubset();
    this.mode = MODE.text;
    return end;
  }
}

const EMPTY = Buffer.alloc(0);

function startsWith(view: Buffer, at: number, word: Buffer): boolean {
  for (let i = 0; i < word.length; i += 1) if (view[at + i] !== word[i]) return false;
  return true;
}
