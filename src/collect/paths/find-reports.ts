/** Paths, globs and directories as a user types them -> the report files they mean, in natural order. */
import { stat } from 'node:fs/promises';
import { resolve, relative } from 'node:path';
import { errorCode } from '../../kit/error-text.ts';
import type { Problem } from '../../model/problem.ts';
import { RUN_NOTE_NAME } from '../../model/run-note.ts';
import { isMergedReport } from './is-merged-report.ts';
import { compareNaturally } from '../../kit/order.ts';

export interface FoundFile {
  /** For opening. */
  readonly absolute: string;
  /** For people: relative to the working directory, forward slashes. */
  readonly shown: string;
  readonly bytes: number | null;
}

export interface FoundReports {
  readonly files: readonly FoundFile[];
  /** Arguments that led to nothing. */
  readonly problems: readonly Problem[];
}

/** Notes too: an iteration that left nothing else is known by its note. */
const REPORT_FILES = ['**/*.xml', '**/*.xml.gz', `**/${RUN_NOTE_NAME}`];
/** What this tool writes itself must never come back as evidence: see also isMergedReport. */
const IGNORED = ['**/node_modules/**', '**/.git/**', '**/stability-report/**'];
const GLOB_MARKS = /[*?{[]/;

/** `cwd` is an absolute directory. Windows separators in arguments are understood on every system. */
export async function findReports(patterns: readonly string[], cwd: string): Promise<FoundReports> {
  const found = new Map<string, FoundFile>();
  const problems: Problem[] = [];
  for (const pattern of patterns) {
    const files = await findOne(pattern, cwd);
    if (files.length === 0)
      problems.push(nothingFound(pattern, (await sizeOf(resolve(cwd, pattern))) === 'directory'));
    for (const file of files) found.set(file.absolute, file);
  }
  const files = [...found.values()].sort((a, b) => compareNaturally(a.shown, b.shown));
  return { files, problems };
}

async function findOne(pattern: string, cwd: string): Promise<FoundFile[]> {
  const literal = await sizeOf(resolve(cwd, pattern));
  if (typeof literal === 'number') return [describe(resolve(cwd, pattern), cwd, literal)];
  const slashed = pattern.replaceAll('\\', '/');
  if (literal === null) {
    const slashedSize = await sizeOf(resolve(cwd, slashed));
    if (typeof slashedSize === 'number') return [describe(resolve(cwd, slashed), cwd, slashedSize)];
    if (slashedSize === null && !GLOB_MARKS.test(slashed)) return [];
    return slashedSize === 'directory'
      ? glob(REPORT_FILES, resolve(cwd, slashed), cwd)
      : glob([slashed], cwd, cwd);
  }
  return glob(REPORT_FILES, resolve(cwd, pattern), cwd);
}

async function glob(patterns: readonly string[], base: string, cwd: string): Promise<FoundFile[]> {
  const { glob: search } = await import('tinyglobby');
  const paths = await search([...patterns], {
    cwd: base,
    absolute: true,
    dot: true,
    ignore: IGNORED,
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  const files: FoundFile[] = [];
  for (const path of paths) {
    if (isMergedReport(path)) continue;
    const bytes = await sizeOf(path);
    files.push(describe(resolve(path), cwd, typeof bytes === 'number' ? bytes : null));
  }
  return files;
}

/** Bytes of a file, 'directory', or null when there is no such path. */
async function sizeOf(path: string): Promise<number | 'directory' | null> {
  try {
    const stats = await stat(path);
    return stats.isDirectory() ? 'directory' : stats.size;
  } catch (error) {
    const code = errorCode(error);
    // A path that exists but may not be looked at is found: reading it will say why it cannot be used.
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EINVAL' || code === 'ENAMETOOLONG' ? null : 0;
  }
}

function describe(absolute: string, cwd: string, bytes: number | null): FoundFile {
  const inside = relative(cwd, absolute).replaceAll('\\', '/');
  return { absolute, shown: inside.startsWith('../') ? absolute.replaceAll('\\', '/') : inside, bytes };
}

function nothingFound(pattern: string, isDirectory: boolean): Problem {
  return {
    code: 'no-files',
    severity: 'error',
    path: pattern,
    iteration: null,
    message: isDirectory
      ? 'the directory holds no .xml or .xml.gz file besides reports of this tool'
      : 'no file matches',
    advice: 'Check the path; quote globs so that the shell leaves them alone',
  };
}
