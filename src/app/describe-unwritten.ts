import type { FailedFile } from '../edge/write-files.ts';
import { joinWords } from '../report/words.ts';

/** One line for each reason: what keeps one report from being written mostly keeps all. */
export function describeUnwritten(failed: readonly FailedFile[]): string[] {
  const paths = new Map<string, string[]>();
  for (const { path, reason } of failed) paths.set(reason, [...(paths.get(reason) ?? []), path]);
  return [...paths].map(([reason, names]) => `${joinWords(names)} could not be written: ${reason}`);
}
