/** The last lines of a long text. */
import { stripAnsi } from '../../kit/ansi.ts';

const MOST_CHARACTERS = 64 * 1024;

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
