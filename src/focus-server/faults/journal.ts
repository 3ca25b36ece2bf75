/** What is written down before a fault outside this process is injected, and how a later start undoes it. */
import { z } from 'zod';
import { errorText } from '../../kit/error-text.ts';
import type { Fault, FaultDriver } from '../../proxy/fault.ts';

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
    throw new Error(`the journal of injected faults cannot be read: ${errorText(error)}`, {
      cause: error,
    });
  }
}

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
      left.push({ entry, reason: `${errorText(error)}. By hand: ${entry.byHand}` });
    }
  }
  return { undone, left };
}
