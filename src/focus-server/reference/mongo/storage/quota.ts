/** The bytes all documents of a store may take together: inserts come from anywhere and memory is finite. */
import { CommandError } from '../command-error.ts';

export interface Quota {
  /** Throws OutOfDiskSpace and takes nothing. */
  take(bytes: number): void;
  give(bytes: number): void;
}

export function createQuota(most: number): Quota {
  let used = 0;
  return {
    take(bytes) {
      if (used + bytes > most) throw new CommandError(14031, `the store holds at most ${String(most)} bytes`);
      used += bytes;
    },
    give(bytes) {
      used -= bytes;
    },
  };
}
