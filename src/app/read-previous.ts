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
  return readKnownFlaky(text, previous);
}

/** `text` is the content of `path`. Throws UsageError when it is no report of ours. */
export function readKnownFlaky(text: string, path: string): ReadonlySet<string> {
  const report = parse(text, path);
  if (
    typeof report !== 'object' ||
    report === null ||
    !('schemaVersion' in report) ||
    report.schemaVersion !== 1
  ) {
    throw new UsageError(`--previous ${path}: not a report.json of schema version 1`);
  }
  const tests = 'tests' in report && Array.isArray(report.tests) ? (report.tests as unknown[]) : [];
  return new Set(tests.filter(isFlaky).map(({ id }) => id));
}

function isFlaky(test: unknown): test is { id: string } {
  return (
    typeof test === 'object' &&
    test !== null &&
    'id' in test &&
    typeof test.id === 'string' &&
    'verdict' in test &&
    test.verdict === 'flaky'
  );
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--previous ${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
