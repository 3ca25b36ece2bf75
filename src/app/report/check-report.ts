/** What a report is asked for before anything is read: a place for it, and an earlier one. */
import type { ReportConfig } from '../../config/report-config.ts';
import { checkDirectory } from '../../edge/directory.ts';
import { readNamedFile } from '../../edge/named-files.ts';
import { checkAll } from '../../kit/usage-error.ts';

/** As `readPrevious`, all mistakes at once. `more`: checks that throw UsageError or reject with it. */
export async function checkReport(
  { dryRun, outputDir, previous }: Pick<ReportConfig, 'dryRun' | 'outputDir' | 'previous'>,
  cwd: string,
  more: readonly (() => unknown)[] = [],
): Promise<ReadonlySet<string> | null> {
  const checks = [...more, () => dryRun || checkDirectory('output-dir', outputDir, cwd)];
  return checkAll(checks, () => readPrevious(previous, cwd));
}

/** Ids of tests that an earlier report.json called flaky; null when none is named. Rejects with UsageError. */
async function readPrevious(path: string | null, cwd: string): Promise<ReadonlySet<string> | null> {
  if (path === null) return null;
  const text = await readNamedFile('previous', path, cwd);
  // Few runs name one, and all of them start a suite before they analyse anything.
  const { readKnownFlaky } = await import('../run/reporting.ts');
  return readKnownFlaky(text, path);
}
