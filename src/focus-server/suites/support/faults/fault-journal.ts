/** Where faults are written down that a killed process would leave behind: one file for each environment. */
import { rmSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../../../kit/error-text.ts';
import { replaceFile } from '../../../../kit/replace-file.ts';
import type { Environment } from '../../../../model/environment.ts';
import { slugOf } from '../../../../suite/slug.ts';
import { readJournal, undoLeftovers } from '../../../faults/journal.ts';
import type { JournalEntry, Journal, LeftoverDriver, Leftovers } from '../../../faults/journal.ts';

interface FaultJournal {
  readonly path: string;
  /** Of an earlier process that did not come to undo them. */
  read(): Promise<readonly JournalEntry[]>;
  write(entries: readonly JournalEntry[]): Promise<void>;
}

export function openFaultJournal({ name, baseUrl }: Environment): FaultJournal {
  const path = join(tmpdir(), `focus-stability-faults-${slugOf(`${name} ${baseUrl}`)}.json`);
  return {
    path,
    async read() {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (errorCode(error) === 'ENOENT') return '[]';
        throw error;
      });
      return readJournal(text);
    },
    async write(entries) {
      if (entries.length === 0) return rm(path, { force: true });
      // Renamed into place: a process that is killed while it writes must not leave half a journal.
      replaceFile(path, (draft) => {
        rmSync(draft, { force: true });
        writeFileSync(draft, JSON.stringify(entries, null, 2), { flag: 'wx', mode: 0o600 });
      });
    },
  };
}

// Undoes what a journal lists, and takes out of the journal what is undone.

interface UndoPorts {
  readonly driver: LeftoverDriver;
  readonly journal: Journal;
}

/** The newest first. Gives what is still in force, and why. */
export async function undoListed(
  entries: readonly JournalEntry[],
  { driver, journal }: UndoPorts,
): Promise<Leftovers['left']> {
  const { undone, left } = await undoLeftovers(entries, [driver]);
  for (const { id } of undone) await journal.remove(id);
  return left;
}
