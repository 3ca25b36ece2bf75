/** The last lines of a long text. */

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

  /** At most so many lines and 64 Ki characters, without colours. */
  read(): string {
    const plain = stripColours(this.text.slice(-MOST_CHARACTERS)).trimEnd();
    return plain.split('\n').slice(-this.lines).join('\n').toWellFormed();
  }
}

/** ESC [ ... letter, and what a terminal would overwrite after a bare carriage return stays as it is. */
export function stripColours(text: string): string {
  if (!text.includes('\u001B')) return text;
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/\u001B\[[0-9;?]*[A-Za-z]/g, '');
}
