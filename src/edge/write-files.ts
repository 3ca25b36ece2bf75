/** Performs file effects: every file is written whole beside its place and then moved there. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { wholeEnd } from '../kit/cut.ts';
import { errorText } from '../kit/error-text.ts';
import { replaceFile } from '../kit/replace-file.ts';
import type { WriteFile } from '../model/effect.ts';
import { makeDirectory } from './directory.ts';

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

/**
 * `directory` is absolute, and created when it does not exist. Around each file there is time for Ctrl-C: a large
 * report takes seconds for each.
 */
export async function writeFiles(effects: readonly WriteFile[], directory: string): Promise<WriteOutcome> {
  const written: WrittenFile[] = [];
  const failed: FailedFile[] = [];
  for (const effect of effects) {
    await setImmediate();
    const path = join(directory, effect.path);
    try {
      written.push({ path: effect.path, bytes: writeWhole(path, effect.content) });
    } catch (error) {
      failed.push({ path: effect.path, reason: describeCause(error) });
    }
  }
  await setImmediate();
  return { written, failed };
}

/** `EACCES: permission denied`: without the path, the same for all files that one cause keeps from being written. */
function describeCause(error: unknown): string {
  const text = errorText(error);
  return text.replace(/, (?:open|write|rename) '.*$/s, '');
}

const BLOCK_BYTES = 1 << 19;
/** A character takes three bytes at most. */
const SLICE_CHARACTERS = 1 << 16;

/** A reader never sees half a file, and a failed write leaves the old one. Returns the bytes written. */
function writeWhole(path: string, content: Iterable<string>): number {
  makeDirectory(dirname(path));
  return replaceFile(path, (draft) => writeDraft(draft, content));
}

function writeDraft(draft: string, content: Iterable<string>): number {
  const file = openSync(draft, 'w');
  try {
    return writeBlocks(file, content);
  } finally {
    closeSync(file);
  }
}

/** Pieces are encoded into one block: a system call for each would cost more than the writing. */
function writeBlocks(file: number, content: Iterable<string>): number {
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  let used = 0;
  let total = 0;
  const flush = (): void => {
    for (let at = 0; at < used;) at += writeSync(file, block, at, used - at);
    total += used;
    used = 0;
  };
  for (const text of content) {
    for (let at = 0; at < text.length;) {
      const end = wholeEnd(text, Math.min(text.length, at + SLICE_CHARACTERS));
      if (used + 3 * (end - at) > BLOCK_BYTES) flush();
      used += block.write(text.slice(at, end), used);
      at = end;
    }
  }
  flush();
  return total;
}
