/** Which iteration, attempt and shard every report of every artifact belongs to. */
import type { Problem } from '../../model/problem.ts';
import type { FetchedArtifact, LentReport } from './fetch-artifact.ts';
import type { PathPlace } from '../placing/iteration-pattern.ts';
import { compareNaturally } from '../../kit/order.ts';
import { numberAttempts, placeReport } from '../placing/place-artifact.ts';
import { createPlacer, describeCounting, type Placer } from '../placing/placer.ts';

export interface AssignedReport extends PathPlace {
  readonly report: LentReport;
}

export interface AssignedReports {
  /** In reading order: iteration, attempt, path, age. */
  readonly reports: readonly AssignedReport[];
  readonly problems: readonly Problem[];
  /** The rule in words. */
  readonly rule: string;
  /** For what was lost: the iteration that its name tells. */
  readonly placer: Placer;
}

export interface AssignOptions {
  /** The user's; null for the default names. */
  readonly pattern: RegExp | null;
  /** Names of artifacts, and paths in them, that could not be had. */
  readonly lost: readonly string[];
}

/** `sources` by name as people count, oldest first within a name. */
export function assignReports(
  sources: readonly FetchedArtifact[],
  { pattern, lost }: AssignOptions,
): AssignedReports {
  const attempts = numberAttempts(sources.map(({ artifact }) => artifact));
  const found = sources.flatMap((source) => source.reports.map((report) => ({ report, source })));
  const placer = createPlacer(
    found.map(({ report }) => report.path),
    { pattern, placeByName: placeReport, lost },
  );
  const natural = placer.hasNumbers ? null : countNaturally(sources);
  const reports: AssignedReport[] = [];
  const problems: Problem[] = [];
  for (const { report, source } of found) {
    const place = natural?.place(report, source) ?? placer.place(report.path);
    // The attempt in a name and the repetition of the name are two ways to tell of a re-run: they add up.
    const again = (attempts.get(source.artifact) ?? 1) - 1;
    if (place === null) problems.push(unassigned(report.path));
    else reports.push({ ...place, attempt: place.attempt + again, report });
  }
  return {
    reports: reports.sort(compareReports),
    problems,
    rule: natural?.rule ?? `${ruleOf(pattern)}${describeCounting(placer)}`,
    placer,
  };
}

interface NaturalCount {
  readonly rule: string;
  place(report: LentReport, source: FetchedArtifact): PathPlace;
}

/** No number anywhere: artifacts are counted, or the reports of the only one. */
function countNaturally(sources: readonly FetchedArtifact[]): NaturalCount {
  const names = new Set(sources.map(({ artifact }) => artifact.name));
  const single = names.size === 1;
  const counted = single
    ? [...new Set(sources.flatMap(({ reports }) => reports.map(({ path }) => path)))].sort(compareNaturally)
    : [...names];
  const numbers = new Map(counted.map((name, index) => [name, index + 1]));
  return {
    rule: `no number in the names names an iteration: one ${single ? 'file' : 'artifact'} is one iteration, in natural order`,
    place: ({ path }, { artifact }) => ({
      iteration: numbers.get(single ? path : artifact.name) ?? 1,
      attempt: 1,
      shard: null,
    }),
  };
}

function ruleOf(pattern: RegExp | null): string {
  const rule = 'iteration numbers read from the names of artifacts and files';
  return pattern === null ? rule : `${rule} by ${String(pattern)}`;
}

/** Equal ones stay in the order of their artifacts: oldest first. */
function compareReports(a: AssignedReport, b: AssignedReport): number {
  return a.iteration - b.iteration || a.attempt - b.attempt || compareNaturally(a.report.path, b.report.path);
}

function unassigned(path: string): Problem {
  return {
    code: 'unassigned',
    severity: 'warning',
    path,
    iteration: null,
    message: 'its name names no iteration while others do; the file was not read',
    advice: 'Leave it out, rename it, or give iteration-pattern',
  };
}
