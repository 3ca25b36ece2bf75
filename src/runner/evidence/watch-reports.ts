/** Which report files are this iteration's: those written since it began. */
import { closeSync, copyFileSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { findFiles } from './find-files.ts';

export interface ReportPlaces {
  readonly cwd: string;
  readonly out: string;
  /** Told to the command; always a report, whatever is in it. */
  readonly junit: string;
  /** Outside the output folder, relative to `cwd`. */
  readonly patterns: readonly string[];
}

export interface OwnReports {
  /** In the output folder; those from elsewhere were copied there, because the next iteration overwrites them. */
  readonly reports: readonly string[];
  /** There before the iteration and not written by it. */
  readonly stale: readonly string[];
}

/** Looks at the files before the command runs; call the result afterwards. */
export function watchReports(places: ReportPlaces): () => OwnReports {
  const before = new Map(listCandidates(places).map((path) => [path, stampOf(path)]));
  return () => {
    const reports: string[] = [];
    const stale: string[] = [];
    for (const path of listCandidates(places))
      if (before.get(path) === stampOf(path)) stale.push(setAside(path, places));
      else reports.push(keepReport(path, places, reports.length));
    return { reports, stale };
  };
}

function listCandidates({ cwd, out, junit, patterns }: ReportPlaces): readonly string[] {
  const own = findFiles(out, '**/*.xml').filter((path) => path === junit || startsLikeReport(path));
  return [...new Set([...own, ...patterns.flatMap((pattern) => findFiles(cwd, pattern))])];
}

/** Size, time and place on the disk: a rewritten file has another, even with the same content. */
function stampOf(path: string): string {
  const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true });
  return [size, mtimeNs, ctimeNs, ino].join(':');
}

/** What lies in the output folder travels as evidence of this iteration: under another name nobody reads it as such. */
function setAside(path: string, { out }: ReportPlaces): string {
  if (isInside(path, out)) renameSync(path, `${path}.stale`);
  return path;
}

function isInside(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== '' && !inside.startsWith(`..${sep}`) && !/^(?:[a-z]:|[\\/])/i.test(inside);
}

function keepReport(path: string, { out }: ReportPlaces, index: number): string {
  if (isInside(path, out)) return path;
  const folder = join(out, 'reports');
  mkdirSync(folder, { recursive: true });
  const kept = join(folder, `${index + 1}-${basename(path)}`);
  copyFileSync(path, kept);
  return kept;
}

/** An output folder may also hold coverage and other XML. */
function startsLikeReport(path: string): boolean {
  const head = Buffer.alloc(4096);
  const descriptor = openSync(path, 'r');
  try {
    const length = readSync(descriptor, head);
    return head.toString('latin1', 0, length).replaceAll('\0', '').includes('<testsuite');
  } finally {
    closeSync(descriptor);
  }
}
