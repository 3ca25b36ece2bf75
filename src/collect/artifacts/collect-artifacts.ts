/** Report source of the Action: artifacts downloaded side by side, their reports given to iterations. */
import type { Artifact, ArtifactStore } from '../../model/artifact.ts';
import type { Problem } from '../../model/problem.ts';
import type { CollectedReports, ReportFile } from '../../model/report-file.ts';
import { ARTIFACT_LIMITS, type ArtifactLimits } from './limits.ts';
import { assignReports, type AssignedReport } from './assign-reports.ts';
import { ExpansionBudget, expandReport } from './expand-report.ts';
import { describeFailure, fetchArtifact, type FetchedArtifact } from './fetch-artifact.ts';
import type { Placer } from '../placing/placer.ts';
import { orAbort, runPool } from '../../kit/pool.ts';
import { selectArtifacts } from './select-artifacts.ts';

export interface CollectArtifactsOptions {
  /** Glob over artifact names, such as `test-results-*`. */
  readonly pattern: string;
  /** The user's pattern over `<artifact>/<entry>`; null for the default names. */
  readonly iterationPattern: RegExp | null;
  /** The deadline of all downloads together: what has not arrived when it aborts becomes a problem. */
  readonly signal: AbortSignal;
  /** Downloads at a time; 8 when not given. */
  readonly concurrency?: number;
  readonly limits?: Partial<ArtifactLimits>;
}

/** Hides the latency of small artifacts; twice as many gained nothing, and each costs the client's buffers. */
const CONCURRENCY = 8;

/** Never rejects for what the store or an archive does. Archives are closed once all their reports were read. */
export async function collectArtifacts(
  store: ArtifactStore,
  options: CollectArtifactsOptions,
): Promise<CollectedReports> {
  const { signal, iterationPattern } = options;
  const limits = { ...ARTIFACT_LIMITS, ...options.limits };
  let listed: readonly Artifact[];
  try {
    listed = await orAbort(store.list({ signal }), signal);
  } catch (error) {
    return { files: [], problems: [describeFailure(error, { path: null, signal })], assignment: '' };
  }
  const selection = selectArtifacts(listed, { pattern: options.pattern, limits });
  const sources = await runPool(selection.artifacts, options.concurrency ?? CONCURRENCY, (artifact) =>
    fetchArtifact(store, artifact, { signal, limits }),
  );
  const names = new Set(listed.map(({ name }) => name));
  const lost = [...selection.problems, ...sources.flatMap((source) => source.problems)];
  const assignment = assignReports(sources, {
    pattern: iterationPattern,
    lost: lost.flatMap(({ path }) => (isOfArtifact(path, names) ? path : [])),
  });
  const budget = new ExpansionBudget(limits.totalBytes);
  const bounded = keepWithinBounds(assignment.reports, limits, budget);
  await dropAllBut(bounded.reports, sources);
  const problems = [...lost, ...assignment.problems, ...bounded.problems];
  return {
    files: bounded.reports.map((assigned) => toReportFile(assigned, limits, budget)),
    problems: problems.map((problem) => locate(problem, names, assignment.placer)),
    assignment: assignment.rule,
  };
}

interface BoundedReports {
  readonly reports: readonly AssignedReport[];
  readonly problems: readonly Problem[];
}

/** What a report declares is taken from the budget before anything is read, in reading order. */
function keepWithinBounds(
  assigned: readonly AssignedReport[],
  limits: ArtifactLimits,
  budget: ExpansionBudget,
): BoundedReports {
  const reports: AssignedReport[] = [];
  const problems: Problem[] = [];
  for (const one of assigned) {
    if (reports.length >= limits.reports) {
      problems.push(leftOut(null, `${assigned.length} reports were found and ${limits.reports} are read`));
      break;
    }
    if (budget.take(one.report.bytes)) reports.push(one);
    else
      problems.push(
        leftOut(one.report.path, `with those before it, it expands to more than ${limits.totalBytes} bytes`),
      );
  }
  return { reports, problems };
}

function leftOut(path: string | null, message: string): Problem {
  const advice = 'Upload fewer or smaller reports';
  return { code: 'limit-reached', severity: 'error', path, iteration: null, message, advice };
}

async function dropAllBut(
  assigned: readonly AssignedReport[],
  sources: readonly FetchedArtifact[],
): Promise<void> {
  const kept = new Set(assigned.map(({ report }) => report));
  for (const { reports } of sources) for (const report of reports) if (!kept.has(report)) await report.drop();
}

function toReportFile(
  { report, iteration, attempt, shard }: AssignedReport,
  limits: ArtifactLimits,
  budget: ExpansionBudget,
): ReportFile {
  const { path, bytes } = report;
  const chunks = (): AsyncGenerator<Uint8Array> =>
    expandReport(report.open(), { packedBytes: bytes, limits, budget });
  return { path, iteration, attempt, shard, bytes, chunks };
}

/** `names` of all artifacts: other paths are patterns. */
function isOfArtifact(path: string | null, names: ReadonlySet<string>): path is string {
  return path !== null && names.has(path.split('/')[0] ?? '');
}

/** The iteration that lost something, where its name tells. */
function locate(problem: Problem, names: ReadonlySet<string>, placer: Placer): Problem {
  const { path } = problem;
  if (!isOfArtifact(path, names)) return problem;
  return { ...problem, iteration: placer.place(path)?.iteration ?? problem.iteration };
}
