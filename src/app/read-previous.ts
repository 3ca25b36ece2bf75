/** What an earlier report.json knew: the ids it called flaky. */
import { UsageError } from '../config/usage-error.ts';

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
