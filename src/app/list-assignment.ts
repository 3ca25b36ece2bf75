/** Tells which file was taken for which iteration, so that a wrong guess is seen at once. */
import type { CollectedReports, ReportFile } from '../model/report-file.ts';
import { showOnOneLine, shortenMiddle } from '../report/visible.ts';

const MOST_LINES = 12;
const MOST_FILES = 3;

export function listAssignment({ files, assignment }: CollectedReports): string {
  if (files.length === 0) return '';
  const iterations = new Map<number, ReportFile[]>();
  for (const file of files) iterations.set(file.iteration, [...(iterations.get(file.iteration) ?? []), file]);
  const lines = [...iterations].map(([iteration, own]) => `  ${iteration}: ${describeFiles(own)}`);
  const rest = lines.length - MOST_LINES;
  return [
    `Iterations (${assignment}):`,
    ...lines.slice(0, MOST_LINES),
    ...(rest > 0 ? [`  … and ${rest} more iterations`] : []),
    '',
  ].join('\n');
}

function describeFiles(files: readonly ReportFile[]): string {
  const shown = files.slice(0, MOST_FILES).map(describeFile).join(', ');
  const rest = files.length - MOST_FILES;
  return rest > 0 ? `${shown} and ${rest} more files` : shown;
}

function describeFile({ path, attempt, shard }: ReportFile): string {
  const notes = [
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(shard === null ? [] : [`shard ${shard}`]),
  ];
  const name = showOnOneLine(shortenMiddle(path, 200));
  return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
}

/** Why nothing can be reported, and what to do. */
export function describeNothing({ problems }: CollectedReports): string {
  const lines = problems.map(
    ({ path, message, advice }) => `  ${showOnOneLine(path ?? '')}: ${message}. ${advice}.`,
  );
  return ['focus-stability: no report was found, so there is nothing to judge.', ...lines, ''].join('\n');
}
