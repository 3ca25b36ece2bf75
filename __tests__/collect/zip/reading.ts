import { readDirectory, type ZipDirectory } from '../../../src/collect/zip/read-directory.ts';
import { readEntry } from '../../../src/collect/zip/read-entry.ts';
import { ZIP_LIMITS, type ZipLimits } from '../../../src/collect/zip/limits.ts';
import type { RandomAccess } from '../../../src/model/artifact.ts';
import { openMemory } from '../../helpers/memory-artifact-store.ts';

export async function openZip(
  bytes: Uint8Array | RandomAccess,
  limits: Partial<ZipLimits> = {},
): Promise<ZipDirectory> {
  return readDirectory(bytes instanceof Uint8Array ? openMemory(bytes) : bytes, {
    limits: { ...ZIP_LIMITS, ...limits },
    isWanted: () => true,
  });
}

/** What one entry gave: all of it, or its beginning and the reason why it stopped. */
export interface Expanded {
  readonly content: Buffer;
  readonly error: unknown;
}

/** Every entry by name. */
export async function expandAll(
  archive: RandomAccess,
  { entries }: ZipDirectory,
): Promise<Map<string, Expanded>> {
  const all = new Map<string, Expanded>();
  for (const entry of entries) {
    const parts: Buffer[] = [];
    let error: unknown = null;
    try {
      for await (const chunk of readEntry(archive, entry)) parts.push(Buffer.from(chunk));
    } catch (caught) {
      error = caught;
    }
    all.set(entry.name, { content: Buffer.concat(parts), error });
  }
  return all;
}

/** Contents by name; the archive must be without fault. */
export async function unzip(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const archive = openMemory(bytes);
  const directory = await openZip(archive);
  if (directory.damage !== null) throw directory.damage;
  for (const { reason } of directory.refused) throw reason;
  const contents = new Map<string, Buffer>();
  for (const [name, { content, error }] of await expandAll(archive, directory)) {
    if (error !== null) throw error;
    contents.set(name, content);
  }
  return contents;
}
