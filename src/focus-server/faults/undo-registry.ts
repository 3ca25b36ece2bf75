/** Every fault of this process is undone: on close, on a crash, on Ctrl-C, and after a kill by whoever reads the journal. */
import { joinErrors } from '../../proxy/active-faults.ts';
import type { FaultDriver } from '../../proxy/fault.ts';
import type { Journal, JournalEntry } from './journal.ts';

export interface UndoRegistryPorts {
  /**
   * The door calls `undo` when the process is about to end (signal, uncaught error, normal exit) and
   * waits for it. Returns what unhooks.
   */
  onStop(undo: () => Promise<void>): () => void;
  /** Replaces the journal; one journal per process. */
  writeJournal(entries: readonly JournalEntry[]): Promise<void>;
  /** Entries of an earlier process that could not be undone yet; they stay in the journal. */
  readonly leftovers?: readonly JournalEntry[];
}

export interface UndoRegistry {
  /** For the drivers whose faults outlive this process. */
  readonly journal: Journal;
  /** Its faults are undone, and it is closed, when the process ends. */
  track<Driver extends FaultDriver>(driver: Driver): Driver;
  /** Undoes all faults of all drivers and closes them; every one is tried. Rejects with what is left to do by hand. */
  close(): Promise<void>;
}

export function createUndoRegistry(ports: UndoRegistryPorts): UndoRegistry {
  const entries = new Map((ports.leftovers ?? []).map((entry) => [entry.id, entry]));
  const drivers = new Set<FaultDriver>();
  let written: Promise<void> = Promise.resolve();
  let closing: Promise<void> | null = null;

  function write(): Promise<void> {
    const next = written.then(() => ports.writeJournal([...entries.values()]));
    written = next.catch(() => undefined);
    return next;
  }

  const journal: Journal = {
    async add(entry) {
      entries.set(entry.id, entry);
      try {
        await write();
      } catch (error) {
        entries.delete(entry.id);
        throw error;
      }
    },
    async remove(id) {
      if (entries.delete(id)) await write();
    },
  };

  function track<Driver extends FaultDriver>(driver: Driver): Driver {
    if (closing !== null) throw new Error('the faults of this process are already being undone');
    drivers.add(driver);
    return driver;
  }

  async function undoEverything(): Promise<void> {
    const results = await Promise.allSettled([...drivers].map((driver) => driver.close()));
    unhook();
    const errors = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    if (errors.length > 0) throw joinErrors('not everything could be undone', errors);
  }

  const close = (): Promise<void> => (closing ??= undoEverything());
  const unhook = ports.onStop(close);
  return { journal, track, close };
}
