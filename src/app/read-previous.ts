/** What an earlier report.json knew: the ids it called flaky. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ReportConfig } from '../config/report-config.ts';
import { UsageError } from '../config/usage-error.ts';

/** Null when none is named. Throws UsageError when it cannot be read. */
export async function readPrevious(
  { previous }: ReportConfig,
  cwd: string,
): Promise<ReadonlySet<string> | null> {
  if (previous === null) return null;
  const path = resolve(cwd, previous);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(
      `--previous ${previous}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  });
  return readKnownFlakyOf(text, previous);
}

/** `text` is the content of `path`. Throws UsageError when it is no report of ours. */
export async function readKnownFlakyOf(text: string, path: string): Promise<ReadonlySet<string>> {
  // Few runs name one, and all of them start a suite before they analyse anything.
  const { readKnownFlaky } = await import('../analysis/known-flaky.ts');
  try {
    return readKnownFlaky(text);
  } catch (error) {
    throw new UsageError(`--previous ${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
