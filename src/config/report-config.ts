/** The `report` command's settings as types: strings become what they mean here, once. */
import { errorText } from '../kit/error-text.ts';
import type { FailOn } from '../model/stability-report.ts';
import { readSettings, type RawSettings } from './read-settings.ts';
import { REPORT_SETTINGS, RUN_ARTIFACT_SETTINGS } from './settings.ts';
import { UsageError } from '../kit/usage-error.ts';

const ALL_FORMATS = ['md', 'html', 'json', 'ctrf', 'csv', 'junit'] as const;
export type Format = (typeof ALL_FORMATS)[number];

export interface ReportConfig {
  readonly paths: readonly string[];
  readonly expectedIterations: number | null;
  readonly iterationPattern: RegExp | null;
  readonly maskNames: readonly RegExp[];
  readonly failOn: readonly FailOn[];
  readonly minIterations: number | null;
  readonly maxFlaky: number | null;
  readonly previous: string | null;
  readonly outputDir: string;
  readonly formats: readonly Format[];
  readonly markdownBudget: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly dryRun: boolean;
}

/** The command line can also read the artifacts of a run. */
export interface CommandConfig extends ReportConfig {
  /** Null: paths are read. */
  readonly runId: number | null;
  /** `owner/name`; null: as the environment says. */
  readonly repository: string | null;
  readonly artifactPattern: string;
}

/** More iterations than this are a typing mistake. */
export const MAX_ITERATIONS = 1000;
const SMALLEST_MARKDOWN = 2000;

/** Throws UsageError with what is wrong and what would be right. */
export function readReportConfig(words: readonly string[]): CommandConfig {
  const raw = readSettings([...REPORT_SETTINGS, ...RUN_ARTIFACT_SETTINGS], words);
  const runId = raw.number('run-id');
  if (runId !== null && raw.positionals.length > 0)
    throw new UsageError('--run-id and paths cannot be combined');
  if (runId === null && raw.positionals.length === 0) {
    throw new UsageError(
      'report needs at least one path, glob or directory, e.g. `focus-stability report test-results`',
    );
  }
  return {
    ...readReportSettings(raw, raw.positionals),
    ...readNumbering(raw),
    formats: raw.list('formats') as Format[],
    json: raw.flag('json'),
    quiet: raw.flag('quiet'),
    runId,
    repository: raw.text('repository'),
    artifactPattern: raw.text('artifact-pattern') ?? '*',
  };
}

/** Which iterations there are: for whoever finds reports by their paths. */
export function readNumbering(
  raw: RawSettings,
): Pick<ReportConfig, 'expectedIterations' | 'iterationPattern'> {
  return {
    expectedIterations: readExpected(raw.number('expected-iterations')),
    iterationPattern: readPattern('iteration-pattern', raw.text('iteration-pattern')),
  };
}

/** What every door asks for, with all formats and without the numbering of iterations. */
export function readReportSettings(raw: RawSettings, paths: readonly string[]): ReportConfig {
  const failOn = raw.list('fail-on') as FailOn[];
  if (failOn.includes('none') && failOn.length > 1)
    throw new UsageError('--fail-on none cannot be combined with other words');
  const markdownBudget = raw.number('markdown-budget') ?? SMALLEST_MARKDOWN;
  if (markdownBudget < SMALLEST_MARKDOWN)
    throw new UsageError(`--markdown-budget must be at least ${SMALLEST_MARKDOWN} bytes`);
  return {
    paths,
    expectedIterations: null,
    iterationPattern: null,
    maskNames: raw
      .texts('mask-names')
      .map((text) => new RegExp(compilePattern('mask-names', text).source, 'g')),
    failOn: failOn.filter((word) => word !== 'none'),
    minIterations: raw.number('min-iterations'),
    maxFlaky: raw.number('max-flaky'),
    previous: raw.text('previous'),
    outputDir: readDirectory('output-dir', raw.text('output-dir') ?? 'stability-report'),
    formats: ALL_FORMATS,
    markdownBudget,
    json: false,
    quiet: false,
    dryRun: raw.flag('dry-run'),
  };
}

/** An empty one would be the working directory, which nobody means. */
export function readDirectory(name: string, text: string): string {
  if (text.trim() === '') throw new UsageError(`--${name} must name a directory`);
  return text;
}

function readExpected(value: number | null): number | null {
  if (value !== null && (value < 1 || value > MAX_ITERATIONS)) {
    throw new UsageError(`--expected-iterations must be 1 to ${MAX_ITERATIONS}, not ${value}`);
  }
  return value;
}

function readPattern(name: string, text: string | null): RegExp | null {
  if (text === null) return null;
  const pattern = compilePattern(name, text);
  // With an empty alternative the pattern always matches, and shows how many groups it has.
  const groups = new RegExp(`${text}|`).exec('')?.length ?? 1;
  if (groups < 2)
    throw new UsageError(`--${name} needs a group for the number, e.g. "run-(?<iteration>\\d+)"`);
  return pattern;
}

function compilePattern(name: string, text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new UsageError(`--${name}: ${errorText(error)}`, {
      cause: error,
    });
  }
}
