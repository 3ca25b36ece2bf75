/** Finds the end of a document type across chunks. Its quotes and comments may hold any bracket, quote or `>`. */
const COMMENT_OPEN = Buffer.from('<!--');
const DASH = 0x2d;

export class DoctypeScanner {
  /** True once the type has turned out to have declarations of its own. */
  hasSubset = false;
  private depth = 0;
  /** The byte that ends the open quote; 0 outside of one. */
  private quote = 0;
  private inComment = false;
  /** Bytes seen of `<!--`, or of the two dashes that end a comment. */
  private seen = 0;

  reset(): void {
    this.hasSubset = false;
    this.depth = 0;
    this.quote = 0;
    this.inComment = false;
    this.seen = 0;
  }

  /** Position behind the end of the document type; -1 when it is not in view[at ...]. */
  findEnd(view: Uint8Array, at: number): number {
    for (let p = at; p < view.length; p += 1) {
      const byte = view[p] as number;
      if (this.inComment) this.readComment(byte);
      else if (this.quote !== 0) this.quote = byte === this.quote ? 0 : this.quote;
      else if (byte === 0x3e && this.depth <= 0) return p + 1;
      else this.readMarkup(byte);
    }
    return -1;
  }

  private readComment(byte: number): void {
    if (byte === 0x3e && this.seen === 2) {
      this.inComment = false;
      this.seen = 0;
    } else {
      this.seen = byte === DASH ? Math.min(2, this.seen + 1) : 0;
    }
  }

  private readMarkup(byte: number): void {
    if (byte === COMMENT_OPEN[this.seen]) this.seen += 1;
    else this.seen = byte === COMMENT_OPEN[0] ? 1 : 0;
    if (this.seen === COMMENT_OPEN.length) {
      this.inComment = true;
      this.seen = 0;
    } else if (byte === 0x22 || byte === 0x27) {
      this.quote = byte;
    } else if (byte === 0x5b) {
      this.hasSubset = true;
      this.depth += 1;
    } else if (byte === 0x5d) {
      this.depth -= 1;
    }
  }
}
