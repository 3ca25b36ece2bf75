/** Local report source: files found and given to iterations. */
import type { Problem } from '../../model/problem.ts';
import type { CollectedReports, ReportFile } from '../../model/report-file.ts';
import { findReports, type FoundFile, type FoundReports } from './find-reports.ts';
import { placeByDefault, type PathPlace } from '../placing/iteration-pattern.ts';
import { compareNaturally } from '../../kit/order.ts';
import { createPlacer, describeCounting } from '../placing/placer.ts';
import { readChunks } from './read-chunks.ts';
import { isRunNote, readNotesBeside } from '../run-notes.ts';

export interface CollectOptions {
  /** Absolute directory that relative patterns start from. */
  readonly cwd: string;
  /** The user's pattern; null for the default names. */
  readonly iterationPattern: RegExp | null;
}

export async function collectPaths(
  patterns: readonly string[],
  options: CollectOptions,
): Promise<CollectedReports> {
  const found = await findReports(patterns, options.cwd);
  const placed = placeFiles({ ...found, files: found.files.filter(isReport) }, options);
  const notes = await readNotesBeside(found.files);
  return { ...placed, problems: [...placed.problems, ...notes] };
}

const isReport = ({ shown }: FoundFile): boolean => !isRunNote(shown);

function placeFiles(found: FoundReports, { iterationPattern }: CollectOptions): CollectedReports {
  const relative = pathsToJudge(found.files);
  const placer = createPlacer(relative, { pattern: iterationPattern, placeByName: placeByDefault });
  if (!placer.hasNumbers)
    return { files: inNaturalOrder(found.files), assignment: NATURAL, problems: found.problems };
  const files: ReportFile[] = [];
  const problems: Problem[] = [...found.problems];
  for (const [index, file] of found.files.entries()) {
    const at = placer.place(relative[index] ?? '');
    if (at === null) problems.push(unassigned(file));
    else files.push(toReportFile(file, at));
  }
  return {
    files: files.sort(compareReports),
    assignment: `${assignmentOf(iterationPattern)}${describeCounting(placer)}`,
    problems,
  };
}

const NATURAL = 'no number in the paths names an iteration: one file is one iteration, in natural order';

function assignmentOf(pattern: RegExp | null): string {
  return pattern === null
    ? 'iteration numbers read from the paths'
    : `iteration numbers read from the paths by ${String(pattern)}`;
}

function inNaturalOrder(files: readonly FoundFile[]): ReportFile[] {
  return files.map((file, index) => toReportFile(file, { iteration: index + 1, attempt: 1, shard: null }));
}

function toReportFile(file: FoundFile, place: PathPlace): ReportFile {
  return { path: file.shown, ...place, bytes: file.bytes, chunks: () => readChunks(file.absolute) };
}

/** Reading order: it fixes the numbering of tests, and so every byte of the output. */
function compareReports(a: ReportFile, b: ReportFile): number {
  return a.iteration - b.iteration || a.attempt - b.attempt || compareNaturally(a.path, b.path);
}

/** Paths below the folder that all files share: `/home/run_7/` above them says nothing about iterations. */
function pathsToJudge(files: readonly FoundFile[]): string[] {
  const split = files.map((file) => file.absolute.replaceAll('\\', '/').split('/'));
  const first = split[0] ?? [];
  if (split.length === 1) return [first.slice(-2).join('/')];
  let shared = 0;
  while (shared < first.length - 1 && split.every((parts) => parts[shared] === first[shared])) shared += 1;
  return split.map((parts) => parts.slice(shared).join('/'));
}

function unassigned(file: FoundFile): Problem {
  return {
    code: 'unassigned',
    severity: 'warning',
    path: file.shown,
    iteration: null,
    message: 'the path names no iteration while others do; the file was not read',
    advice: 'Leave it out, rename it, or give --iteration-pattern',
  };
}
