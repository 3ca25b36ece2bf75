/** From the text of a journal to its events, also while it grows. */
import { closeSync, openSync, readSync } from 'node:fs';
import { parseJson } from '../../kit/shape.ts';
import { journalEvent, type JournalEvent } from './schema.ts';

const CHUNK_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/** A torn last line, and lines that are no events, are left out: a process may die in the middle of a word. */
export function readJournal(text: string): readonly JournalEvent[] {
  return text.split('\n').flatMap((line) => readLine(line) ?? []);
}

function readLine(line: string): JournalEvent | null {
  if (line === '') return null;
  const { success, data } = journalEvent.safeParse(parseJson(line));
  return success ? data : null;
}

/** Reads a journal while it grows. */
export class JournalTail {
  private readonly path: string;
  private readonly chunk = Buffer.alloc(CHUNK_BYTES);
  private file: number | null = null;
  private position = 0;
  private torn = Buffer.alloc(0);

  constructor(path: string) {
    this.path = path;
  }

  /** The events that were completed since the last call. */
  read(): readonly JournalEvent[] {
    this.file ??= openIfThere(this.path);
    if (this.file === null) return [];
    const events: JournalEvent[] = [];
    for (;;) {
      const length = readSync(this.file, this.chunk, 0, CHUNK_BYTES, this.position);
      if (length === 0) return events;
      this.position += length;
      const bytes = Buffer.concat([this.torn, this.chunk.subarray(0, length)]);
      const end = bytes.lastIndexOf(LINE_FEED) + 1;
      this.torn = bytes.subarray(end);
      events.push(...readJournal(bytes.toString('utf8', 0, end)));
    }
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch {
    return null;
  }
}
