/** `--previous`: what an earlier report.json knew. */
import { readNamedFile } from '../../edge/named-files.ts';

/** Ids of tests that it called flaky; null when none is named. Throws UsageError when it cannot be read. */
export async function readPrevious(path: string | null, cwd: string): Promise<ReadonlySet<string> | null> {
  if (path === null) return null;
  const text = await readNamedFile('--previous', path, cwd);
  // Few runs name one, and all of them start a suite before they analyse anything.
  const { readKnownFlaky } = await import('../run/reporting.ts');
  return readKnownFlaky(text, path);
}
