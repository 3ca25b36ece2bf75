import type { Journal, JournalEntry } from '../../../src/focus-server/faults/journal.ts';

export interface MemoryJournal extends Journal {
  entries(): readonly JournalEntry[];
}

/** Keeps entries as a file would: as JSON. */
export function createMemoryJournal(): MemoryJournal {
  const kept = new Map<string, string>();
  return {
    add: async (entry) => void kept.set(entry.id, JSON.stringify(entry)),
    remove: async (id) => void kept.delete(id),
    entries: () => [...kept.values()].map((json) => JSON.parse(json) as JournalEntry),
  };
}
