/** What is kept of an iteration's output: all of it in a file, the last lines at hand. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { stripAnsi } from '../../kit/ansi.ts';

/** In the iteration's folder. */
export const LOG_NAME = 'output.log';

/** The whole output on disk, its middle left out when it is too long. */
export class LogFile {
  private readonly descriptor: number;
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
    if (room > 0) writeSync(this.descriptor, bytes.subarray(0, room));
    this.written += Math.min(room, bytes.length);
    if (bytes.length > room) this.keep(bytes.subarray(room));
  }

  /** Bytes that did not fit. */
  close(): number {
    if (this.dropped > 0) writeSync(this.descriptor, `\n[... ${this.dropped} bytes left out ...]\n`);
    for (const bytes of this.tail) writeSync(this.descriptor, bytes);
    closeSync(this.descriptor);
    return this.dropped;
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
