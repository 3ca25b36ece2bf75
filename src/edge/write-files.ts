/** Performs file effects: every file is written whole beside its place and then moved there. */
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WriteFile } from '../model/effect.ts';

export interface WrittenFile {
  /** As in the effect. */
  readonly path: string;
  readonly bytes: number;
}

/** A file that could not be written, in words; the others are written all the same. */
export interface FailedFile {
  readonly path: string;
  readonly reason: string;
}

export interface WriteOutcome {
  readonly written: readonly WrittenFile[];
  readonly failed: readonly FailedFile[];
}

/** `directory` is created when it does not exist. */
export async function writeFiles(effects: readonly WriteFile[], directory: string): Promise<WriteOutcome> {
  const written: WrittenFile[] = [];
  const failed: FailedFile[] = [];
  for (const effect of effects) {
    const path = join(directory, effect.path);
    try {
      written.push({ path: effect.path, bytes: await writeWhole(path, effect.content) });
    } catch (error) {
      failed.push({ path: effect.path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { written, failed };
}

/** A reader never sees half a file, and a failed write leaves the old one. Returns the bytes written. */
async function writeWhole(path: string, content: Iterable<string>): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.part`;
  const file = await open(draft, 'w');
  let bytes = 0;
  try {
    for (const text of content) bytes += (await file.write(text)).bytesWritten;
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
  return bytes;
}
