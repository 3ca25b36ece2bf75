/** Notes of the runner that lie beside reports: how their iteration ended. */
import { stat, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Problem } from '../model/problem.ts';
import { readRunNote, RUN_NOTE_BYTES, RUN_NOTE_NAME } from '../model/run-note.ts';
import type { FoundFile } from './paths/find-reports.ts';

/** `files`: reports, and notes that lie without one. Every folder is looked into once. */
export async function readNotesBeside(files: readonly FoundFile[]): Promise<Problem[]> {
  const folders = new Map(files.map(({ absolute, shown }) => [dirname(absolute), shown]));
  const problems: Problem[] = [];
  for (const [folder, shown] of folders) {
    const text = await readSmallFile(join(folder, RUN_NOTE_NAME));
    const path = [...shown.split('/').slice(0, -1), RUN_NOTE_NAME].join('/');
    if (text !== null) problems.push(...(readRunNote(text, path) ?? []));
  }
  return problems;
}

/** Null when there is no such file, or when it is none of ours. */
async function readSmallFile(path: string): Promise<string | null> {
  try {
    const { size } = await stat(path);
    return size > RUN_NOTE_BYTES ? null : await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

export function isRunNote(path: string): boolean {
  return path.split(/[\\/]/).at(-1) === RUN_NOTE_NAME;
}

export interface PackedNote {
  readonly path: string;
  readonly bytes: number;
  readonly open: () => AsyncGenerator<Uint8Array>;
}

/** A note inside an archive. Rejects with ArchiveError. */
export async function readPackedNote({ path, bytes, open }: PackedNote): Promise<Problem[]> {
  if (bytes > RUN_NOTE_BYTES) return [];
  const chunks: Uint8Array[] = [];
  for await (const chunk of open()) chunks.push(Buffer.from(chunk));
  return readRunNote(Buffer.concat(chunks).toString('utf8'), path) ?? [];
}
