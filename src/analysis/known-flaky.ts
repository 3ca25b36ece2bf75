/** Flaky tests that an earlier report.json did not know: what `--fail-on new-flaky` is about. */
import { errorText } from '../kit/error-text.ts';
import { mistake, setting, UsageError } from '../kit/usage-error.ts';
import type { JudgedTests } from './judge-tests.ts';

/** Ids that the earlier report called flaky. `text` is the content of `path`. Throws UsageError when it is no report of ours. */
export function readKnownFlaky(text: string, path: string): ReadonlySet<string> {
  const report = parse(text, path);
  if (
    typeof report !== 'object' ||
    report === null ||
    !('schemaVersion' in report) ||
    report.schemaVersion !== 1
  ) {
    throw new UsageError(mistake`${setting('previous', path)}: not a report.json of schema version 1`);
  }
  const tests = 'tests' in report && Array.isArray(report.tests) ? (report.tests as unknown[]) : [];
  return new Set(tests.filter(isFlaky).map(({ id }) => id));
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(mistake`${setting('previous', path)}: ${errorText(error)}`, {
      cause: error,
    });
  }
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

/** `failed`: tests that failed at least once. `known`: null when there is no earlier report, and all flaky tests are new. */
export function countNewFlaky(
  judged: JudgedTests,
  failed: Uint32Array,
  known: ReadonlySet<string> | null,
): number {
  let count = 0;
  for (const test of failed) {
    if (judged.judge(test).score.verdict === 'flaky' && known?.has(judged.matrix.name(test).id) !== true)
      count += 1;
  }
  return count;
}
