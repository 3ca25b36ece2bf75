/** What is written down before a fault outside this process is injected, so that a later start can undo it. */
import { z } from 'zod';
import type { Fault } from '../../proxy/fault.ts';

export interface JournalEntry {
  readonly id: string;
  /** `name` and `target` of the driver that knows how to undo it. */
  readonly driver: string;
  readonly target: string;
  readonly fault: Fault;
  /** What that driver needs for undoing; JSON. */
  readonly undo: unknown;
  /** What a person does when no driver can. */
  readonly byHand: string;
}

export interface Journal {
  /** Resolves when the entry is kept; a fault whose entry cannot be kept is not injected. */
  add(entry: JournalEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

const text = z.string().max(10_000);
const entrySchema = z.strictObject({
  id: text,
  driver: text,
  target: text,
  fault: z.looseObject({ kind: text }),
  undo: z.unknown(),
  byHand: text,
});

/** The entries of a journal file's JSON. Throws when it is none. */
export function readJournal(json: string): JournalEntry[] {
  try {
    // The fault is only shown; what undoing needs is checked by the driver.
    return z.array(entrySchema).max(10_000).parse(JSON.parse(json)) as JournalEntry[];
  } catch (error) {
    throw new Error(`the journal of injected faults cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
