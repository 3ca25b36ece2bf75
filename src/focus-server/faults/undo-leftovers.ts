/** Undoes what an earlier process left behind when it was killed. */
import type { FaultDriver } from '../../proxy/fault.ts';
import type { JournalEntry } from './journal.ts';

/** A driver whose faults outlive the process. */
export interface LeftoverDriver extends FaultDriver {
  /** What its faults act on; a leftover is undone by the driver of the same name and target. */
  readonly target: string;
  /** Undoes a fault of an earlier process; fine when it is gone already. */
  undoLeftover(undo: unknown): Promise<void>;
}

export interface Leftovers {
  readonly undone: readonly JournalEntry[];
  /** Still in force, and why: these belong in the new journal and before a person's eyes. */
  readonly left: readonly { readonly entry: JournalEntry; readonly reason: string }[];
}

/** `entries`: of the earlier process's journal. Never rejects; the newest fault is undone first. */
export async function undoLeftovers(
  entries: readonly JournalEntry[],
  drivers: readonly LeftoverDriver[],
): Promise<Leftovers> {
  const undone: JournalEntry[] = [];
  const left: { entry: JournalEntry; reason: string }[] = [];
  for (const entry of entries.toReversed()) {
    const driver = drivers.find(({ name, target }) => name === entry.driver && target === entry.target);
    try {
      if (driver === undefined)
        throw new Error(`no driver "${entry.driver}" for ${entry.target} is configured`);
      await driver.undoLeftover(entry.undo);
      undone.push(entry);
    } catch (error) {
      left.push({ entry, reason: `${(error as Error).message}. By hand: ${entry.byHand}` });
    }
  }
  return { undone, left };
}
