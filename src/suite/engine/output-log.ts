/** What a suite prints by itself: a bounded file, and the end in memory. */
import { appendFileSync } from 'node:fs';
import { maskText } from '../journal/mask-text.ts';

const MOST_BYTES = 8 * 1024 * 1024;
const TAIL_CHARACTERS = 8 * 1024;

export class OutputLog {
  tail = '';
  private readonly path: string;
  private readonly mask: readonly string[];
  private left = MOST_BYTES;

  constructor(path: string, mask: readonly string[]) {
    this.path = path;
    this.mask = mask;
  }

  /** Returns the text as it may be shown. */
  write(text: string): string {
    const shown = maskText(text, this.mask);
    this.tail = (this.tail + shown).slice(-TAIL_CHARACTERS).toWellFormed();
    if (this.left > 0) appendFileSync(this.path, shown);
    this.left -= shown.length;
    return shown;
  }
}
