/** Undoes what a journal lists, and takes out of the journal what is undone. */
import type { Journal, JournalEntry } from '../../faults/journal.ts';
import { undoLeftovers, type LeftoverDriver, type Leftovers } from '../../faults/undo-leftovers.ts';

export interface UndoBench {
  readonly driver: LeftoverDriver;
  readonly journal: Journal;
}

/** The newest first. Gives what is still in force, and why. */
export async function undoListed(
  entries: readonly JournalEntry[],
  { driver, journal }: UndoBench,
): Promise<Leftovers['left']> {
  const { undone, left } = await undoLeftovers(entries, [driver]);
  for (const { id } of undone) await journal.remove(id);
  return left;
}
