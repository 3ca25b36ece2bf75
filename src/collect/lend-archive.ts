import type { ArchiveBytes } from '../model/artifact.ts';
import type { PackedReport } from './open-artifact.ts';

/** A report that keeps its archive open until it was read or dropped. */
export interface LentReport extends PackedReport {
  /** Instead of `open`: it will not be read. */
  drop(): Promise<void>;
}

/** The archive is closed when the last of its reports was given back. */
export function lendArchive(archive: ArchiveBytes, reports: readonly PackedReport[]): LentReport[] {
  let left = reports.length;
  const giveBack = async (): Promise<void> => {
    left -= 1;
    if (left === 0) await archive.close();
  };
  return reports.map(({ path, bytes, open }) => ({
    path,
    bytes,
    drop: giveBack,
    open: async function* lent() {
      try {
        yield* open();
      } finally {
        await giveBack();
      }
    },
  }));
}
