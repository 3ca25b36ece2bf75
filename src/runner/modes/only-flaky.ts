/** `--only-flaky`: the tests that an earlier report suspects, and how often to repeat them. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { errorText } from '../../kit/error-text.ts';
import { disagreementProbability } from '../../model/detection.ts';
import { mistake, setting, UsageError } from '../../kit/usage-error.ts';
import { MAX_ITERATIONS } from '../../model/run.ts';

export interface FlakyTest {
  readonly id: string;
  readonly verdict: 'flaky' | 'suspect';
  /** Median of its flake rate, 0..1, given that it is flaky. */
  readonly rate: number;
  /** Executions that show the rate at least once with 95 % probability. */
  readonly runs95: number;
}

export interface Repetitions {
  /** How often all of them run: as many as the rarest flake needs, unless bounded. */
  readonly iterations: number;
  /** In the order of the report; `shownWith` is the probability that so many iterations disagree. */
  readonly tests: readonly (FlakyTest & { readonly shownWith: number })[];
}

/** `path` may be relative to `cwd`; `iterations` bounds them, null for no bound but the usual. Throws UsageError. */
export async function readRepetitions(
  path: string,
  cwd: string,
  iterations: number | null,
): Promise<Repetitions> {
  const text = await readFile(resolve(cwd, path), 'utf8').catch((error: unknown) => {
    const reason = errorText(error);
    throw new UsageError(mistake`${setting('only-flaky', path)}: ${reason}`, { cause: error });
  });
  return planRepetitions(readFlakyTests(text, path), iterations ?? MAX_ITERATIONS);
}

/** `text` is the content of `path`, a report.json of ours. Throws UsageError. */
export function readFlakyTests(text: string, path: string): readonly FlakyTest[] {
  const report = parseReport(text, path);
  const tests = 'tests' in report && Array.isArray(report.tests) ? (report.tests as unknown[]) : null;
  if (!('schemaVersion' in report) || report.schemaVersion !== 1 || tests === null)
    throw new UsageError(mistake`${setting('only-flaky', path)}: not a report.json of schema version 1`);
  const suspected = new Map(
    tests.filter(isSuspected).map(({ id, verdict, median, runs95 }): [string, FlakyTest] => {
      return [id, { id, verdict, rate: median, runs95 }];
    }),
  );
  if (suspected.size === 0)
    throw new UsageError(
      mistake`${setting('only-flaky', path)}: no test is flaky or suspect there, so there is nothing to repeat`,
    );
  return [...suspected.values()];
}

/** `most`: bound of the iterations. Every test runs in each iteration, so that the evidence has no holes. */
export function planRepetitions(tests: readonly FlakyTest[], most: number): Repetitions {
  const wanted = tests.reduce((highest, { runs95 }) => Math.max(highest, runs95), 2);
  const iterations = Math.min(wanted, most);
  return {
    iterations,
    tests: tests.map((test) => ({ ...test, shownWith: disagreementProbability(test.rate, iterations) })),
  };
}

interface SuspectedRow {
  readonly id: string;
  readonly verdict: 'flaky' | 'suspect';
  readonly median: number;
  readonly runs95: number;
}

function isSuspected(row: unknown): row is SuspectedRow {
  if (typeof row !== 'object' || row === null) return false;
  const { id, verdict, median, runs95 } = row as Readonly<Record<string, unknown>>;
  return (
    typeof id === 'string' &&
    (verdict === 'flaky' || verdict === 'suspect') &&
    typeof median === 'number' &&
    Number.isInteger(runs95) &&
    Number(runs95) > 0
  );
}

function parseReport(text: string, path: string): object {
  try {
    const report: unknown = JSON.parse(text);
    return typeof report === 'object' && report !== null ? report : {};
  } catch (error) {
    throw new UsageError(mistake`${setting('only-flaky', path)}: ${errorText(error)}`, {
      cause: error,
    });
  }
}
