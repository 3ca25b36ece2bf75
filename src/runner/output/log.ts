/** What is kept of an iteration's output: all of it in a file, the last lines at hand. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { stripAnsi } from '../../kit/ansi.ts';
import { errorText } from '../../kit/error-text.ts';

/** In the iteration's folder. */
export const LOG_NAME = 'output.log';

/** The whole output on disk, its middle left out when it is too long. A disk that takes no more costs the rest of it. */
export class LogFile {
  private readonly descriptor: number;
  private failure: string | null = null;
  /** Bytes for the beginning; the end gets as many as are left of the limit. */
  private readonly headLimit: number;
  private readonly tailLimit: number;
  private written = 0;
  private dropped = 0;
  private tail: Buffer[] = [];
  private tailBytes = 0;

  constructor(path: string, limit: number) {
    this.descriptor = openSync(path, 'w');
    this.tailLimit = Math.min(64 * 1024, limit >> 1);
    this.headLimit = limit - this.tailLimit;
  }

  write(text: string): void {
    const bytes = Buffer.from(text);
    const room = Math.max(0, this.headLimit - this.written);
    if (room > 0) this.put(bytes.subarray(0, room));
    this.written += Math.min(room, bytes.length);
    if (bytes.length > room) this.keep(bytes.subarray(room));
  }

  /** `dropped`: bytes that did not fit. `failure`: why some could not be written; null when all were. */
  close(): { readonly dropped: number; readonly failure: string | null } {
    if (this.dropped > 0) this.put(Buffer.from(`\n[... ${this.dropped} bytes left out ...]\n`));
    for (const bytes of this.tail) this.put(bytes);
    closeSync(this.descriptor);
    return { dropped: this.dropped, failure: this.failure };
  }

  /** Nobody could catch what is thrown while output comes, and the suite would go on alone. */
  private put(bytes: Buffer): void {
    try {
      for (let at = 0; at < bytes.length && this.failure === null;)
        at += writeSync(this.descriptor, bytes, at);
    } catch (error) {
      this.failure = errorText(error);
    }
  }

  private keep(bytes: Buffer): void {
    this.tail.push(bytes);
    this.tailBytes += bytes.length;
    while (this.tailBytes > this.tailLimit) {
      const first = this.tail[0] ?? bytes;
      const excess = Math.min(this.tailBytes - this.tailLimit, first.length);
      if (excess === first.length) this.tail.shift();
      else this.tail[0] = first.subarray(excess);
      this.tailBytes -= excess;
      this.dropped += excess;
    }
  }
}

/** Bound of the last lines. */
const MOST_CHARACTERS = 64 * 1024;

/** The last lines of a long text. */
export class Tail {
  private readonly lines: number;
  private text = '';

  constructor(lines: number) {
    this.lines = lines;
  }

  push(text: string): void {
    this.text += text;
    if (this.text.length > 2 * MOST_CHARACTERS) this.text = this.text.slice(-MOST_CHARACTERS);
  }

  /** At most so many lines and 64 Ki characters, without colours; what a terminal would overwrite stays. */
  read(): string {
    const plain = stripAnsi(this.text.slice(-MOST_CHARACTERS)).trimEnd();
    return plain.split('\n').slice(-this.lines).join('\n').toWellFormed();
  }
}
