/** Reports of iterations that run side by side: neither must be taken for the other's. */
import { join, resolve } from 'node:path';
import { fillPlaceholders } from '../command/placeholders.ts';
import { mistake, setting, UsageError } from '../../kit/usage-error.ts';
import type { RunOptions } from '../options.ts';
import { choosePreset } from '../../producers/choose.ts';
import { iterationFolder, JUNIT_NAME } from '../workspace/iteration-folder.ts';

/** Each iteration has a working directory of its own. */
export function hasOwnTree({ isolate }: Pick<RunOptions, 'isolate'>): boolean {
  return isolate === 'copy' || isolate === 'worktree';
}

/**
 * A path or pattern that means the same place to two iterations; null when there is none. What was written there since
 * an iteration began may be its sibling's, and a crash would count as green.
 */
export function findSharedReport(command: readonly string[], options: RunOptions): string | null {
  const [one = [], other = []] = [1, 2].map((iteration) => listReports(command, iteration, options));
  const others = new Set(other.map(({ place }) => place));
  return one.find(({ place }) => others.has(place))?.pattern ?? null;
}

/** Throws UsageError when iterations that run side by side would take each other's reports. */
export function checkSharedReports(command: readonly string[], options: RunOptions): void {
  const shared = findSharedReport(command, options);
  if (shared === null) return;
  const advice = hasOwnTree(options) ? '' : mistake`, or use ${setting('isolate', 'copy')}`;
  throw new UsageError(
    mistake`${setting('parallel')}: iterations at the same moment would take each other's reports from ${shared}; put {iteration} or {junit} in the name${advice}`,
  );
}

interface ReportPlace {
  readonly pattern: string;
  /** Absolute. */
  readonly place: string;
}

function listReports(
  command: readonly string[],
  iteration: number,
  options: RunOptions,
): readonly ReportPlace[] {
  const out = iterationFolder(options.out, iteration);
  const junit = join(out, JUNIT_NAME);
  const values = { iteration: `${iteration}`, iterations: '2', seed: `${iteration}`, junit, out };
  const fill = (word: string): string => fillPlaceholders(word, values);
  const preset = options.shell ? null : choosePreset(command, options.preset);
  const adapted = preset?.adapt(command.map(fill), {
    junit,
    out,
    temp: null,
    cwd: options.cwd,
    seed: iteration,
    shuffle: false,
    keepRetries: options.keepRetries,
    only: [],
    plugins: [],
    environment: {},
  });
  // Wherever a copy will be: no other iteration has it.
  const cwd = hasOwnTree(options) ? join(out, 'tree') : options.cwd;
  return [...options.reports.map(fill), ...(adapted?.reports ?? [])].map((pattern) => ({
    pattern,
    place: resolve(cwd, pattern),
  }));
}
