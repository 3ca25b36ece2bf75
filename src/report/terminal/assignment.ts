/** Tells which file was taken for which iteration, so that a wrong guess is seen at once. */
import { countOf } from '../../kit/plural.ts';
import type { CollectedReports, ReportFile } from '../../model/report-file.ts';
import { showOnOneLine, shortenMiddle } from '../../kit/visible.ts';

const MOST_LINES = 12;
const MOST_FILES = 3;

export function listAssignment({ files, assignment, problems }: CollectedReports): string {
  if (files.length === 0) return '';
  const iterations = new Map<number, ReportFile[]>();
  for (const file of files) iterations.set(file.iteration, [...(iterations.get(file.iteration) ?? []), file]);
  const lines = [...iterations].map(([iteration, own]) => `  ${iteration}: ${nameSome(own, describeFile)}`);
  const rest = lines.length - MOST_LINES;
  const unread = problems.flatMap(({ code, path }) => (code === 'unassigned' ? (path ?? []) : []));
  return [
    `Iterations (${assignment}):`,
    ...lines.slice(0, MOST_LINES),
    ...(rest > 0 ? [`  … and ${rest} more iterations`] : []),
    ...(unread.length > 0 ? [`  not read, for want of a number: ${nameSome(unread, showPath)}`] : []),
    '',
  ].join('\n');
}

function nameSome<T>(all: readonly T[], name: (one: T) => string): string {
  const shown = all.slice(0, MOST_FILES).map(name).join(', ');
  const rest = all.length - MOST_FILES;
  return rest > 0 ? `${shown} and ${countOf(rest, 'more file')}` : shown;
}

function showPath(path: string): string {
  return showOnOneLine(shortenMiddle(path, 200));
}

function describeFile({ path, attempt, shard }: ReportFile): string {
  const notes = [
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(shard === null ? [] : [`shard ${shard}`]),
  ];
  const name = showPath(path);
  return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
}

/** Why nothing can be reported, and what to do. */
export function describeNothing({ problems }: CollectedReports): string {
  const lines = problems.map(
    ({ path, message, advice }) => `  ${showOnOneLine(path ?? '')}: ${message}. ${advice}.`,
  );
  return ['focus-stability: no report was found, so there is nothing to judge.', ...lines, ''].join('\n');
}
