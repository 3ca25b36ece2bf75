/** From the text of a journal to its events. */
import { journalEvent, type JournalEvent } from './schema.ts';

/** A torn last line, and lines that are no events, are left out: a process may die in the middle of a word. */
export function readJournal(text: string): readonly JournalEvent[] {
  return text.split('\n').flatMap((line) => readLine(line) ?? []);
}

function readLine(line: string): JournalEvent | null {
  if (line === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const { success, data } = journalEvent.safeParse(value);
  return success ? data : null;
}
