/** The faults a driver has in force: each undone once, all of them tried when everything is undone. */
import { errorText } from '../kit/error-text.ts';
import type { ActiveFault } from './fault.ts';

export interface ActiveFaults {
  /** `fault.undo` does the work; what comes back may be undone any number of times. */
  add(fault: ActiveFault): ActiveFault;
  readonly list: () => readonly ActiveFault[];
  /** Newest first. Rejects with an AggregateError that lists what could not be undone. */
  readonly undoAll: () => Promise<void>;
}

export function createActiveFaults(): ActiveFaults {
  const active = new Map<string, ActiveFault>();

  function add(unguarded: ActiveFault): ActiveFault {
    const { id, fault } = unguarded;
    let undoing: Promise<void> | null = null;
    const run = async (): Promise<void> => {
      try {
        await unguarded.undo();
        active.delete(id);
      } catch (error) {
        // Still in force: whoever asks again gets another try.
        undoing = null;
        throw error;
      }
    };
    const once: ActiveFault = { id, fault, undo: () => (undoing ??= run()) };
    active.set(id, once);
    return once;
  }

  async function undoAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const fault of [...active.values()].toReversed())
      await fault.undo().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw joinErrors('faults are still in force', errors);
  }

  return { add, list: () => [...active.values()], undoAll };
}

/** One error whose message holds the messages of all. */
export function joinErrors(what: string, errors: readonly unknown[]): AggregateError {
  const messages = errors.map(errorText);
  return new AggregateError(errors, `${what}: ${messages.join('; ')}`);
}
