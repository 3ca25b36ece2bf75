/** Report source of the runner: it knows which report belongs to which iteration. */
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import type { CollectedReports, ReportFile } from '../../model/report-file.ts';
import type { IterationRun } from '../../model/run.ts';
import { readChunks } from './read-chunks.ts';

/** `cwd`: absolute; paths are shown relative to it. */
export function collectRuns(runs: readonly IterationRun[], cwd: string): CollectedReports {
  const show = (path: string): string => {
    const inside = relative(cwd, path).replaceAll('\\', '/');
    return inside.startsWith('../') ? path.replaceAll('\\', '/') : inside;
  };
  return {
    files: runs.flatMap(({ iteration, reports }) =>
      reports.map((path) => toReportFile(path, iteration, show(path))),
    ),
    problems: runs.flatMap(({ problems }) =>
      problems.map((problem) => ({ ...problem, path: problem.path === null ? null : show(problem.path) })),
    ),
    assignment: 'as they were run',
  };
}

function toReportFile(path: string, iteration: number, shown: string): ReportFile {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? null;
  return { path: shown, iteration, attempt: 1, shard: null, bytes, chunks: () => readChunks(path) };
}
