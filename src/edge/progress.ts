/** One line on a terminal that says how far reading has come; nothing for short reads and where nobody watches. */
import type { ReadProgress } from '../model/report-file.ts';

const FIRST_MS = 300;
const EVERY_MS = 100;
const MEGABYTE = 1_000_000;

export interface ProgressTerminal {
  readonly isTTY: boolean;
  readonly columns: number;
  write(text: string): unknown;
}

export interface ProgressLine {
  show(progress: ReadProgress): void;
  /** Removes the line. */
  clear(): void;
}

/** `now` gives milliseconds. */
export function createProgressLine(terminal: ProgressTerminal, now: () => number): ProgressLine {
  let next = now() + FIRST_MS;
  let shown = false;
  return {
    show({ done, total, bytes, path }) {
      if (!terminal.isTTY || now() < next) return;
      next = now() + EVERY_MS;
      shown = true;
      const name = path.replace(/[^\x20-\x7e]/g, '?');
      const line = `Reading ${done + 1}/${total} ${Math.round(bytes / MEGABYTE)} MB ${name}`;
      terminal.write(`\r\u001b[2K${line.slice(0, Math.max(20, terminal.columns - 1))}`);
    },
    clear() {
      if (shown) terminal.write('\r\u001b[2K');
      shown = false;
    },
  };
}
