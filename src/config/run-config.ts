/** The `run` command's settings as types. Which of them go together is for the runner to judge. */
import { SHORTEST_MASKED } from '../model/run.ts';
import { parseDuration } from './texts.ts';
import { readSettings, type RawSettings } from './read-settings.ts';
import { readDirectory, readReportSettings, type Format, type ReportConfig } from './report-config.ts';
import { RUN_SETTINGS } from './run-settings.ts';
import { readSuiteConfig, type SuiteConfig } from './suite-config.ts';
import { UsageError } from '../kit/usage-error.ts';

export interface RunConfig {
  /** Null: a command is run. */
  readonly suite: SuiteConfig | null;
  /** Program and arguments, placeholders not yet replaced. */
  readonly command: readonly string[];
  readonly iterations: number | null;
  readonly iteration: number | null;
  readonly parallel: number;
  readonly untilFailure: boolean;
  readonly untilPower: number | null;
  readonly rate: number | null;
  readonly maxMinutes: number | null;
  readonly onlyFlaky: string | null;
  readonly seed: number | null;
  readonly resume: boolean;
  readonly bisect: BisectConfig | null;
  readonly execution: ExecutionConfig;
  readonly report: ReportConfig;
}

export interface BisectConfig {
  readonly victim: string;
  readonly orderFrom: string | null;
  readonly confirmations: number;
  readonly maxRuns: number;
}

export interface ExecutionConfig {
  readonly preset: string;
  readonly out: string;
  readonly isolate: 'none' | 'out' | 'copy' | 'worktree';
  /** Milliseconds; null for no limit. */
  readonly timeoutMs: number | null;
  readonly graceMs: number;
  readonly keepRetries: boolean;
  readonly shuffle: boolean;
  readonly shell: boolean;
  readonly reports: readonly string[];
  readonly mask: readonly string[];
  readonly portBase: number;
}

/** Options, `--`, and the command. Throws UsageError with what is wrong and what would be right. */
export function readRunConfig(words: readonly string[]): RunConfig {
  const end = words.indexOf('--');
  const options = end < 0 ? words : words.slice(0, end);
  const raw = readSettings(RUN_SETTINGS, options);
  const [stray] = raw.positionals;
  if (stray !== undefined)
    throw new UsageError(`"${stray}" stands before --; write \`focus-stability run [options] -- command\``);
  const settings = readRunSettings(raw);
  const command = end < 0 ? [] : words.slice(end + 1);
  if (settings.suite !== null && command.length > 0)
    throw new UsageError('--suite and a command behind -- cannot be combined');
  const report = {
    ...readReportSettings(raw, []),
    formats: raw.list('formats') as Format[],
    json: raw.flag('json'),
    quiet: raw.flag('quiet'),
  };
  const config: RunConfig = {
    ...settings,
    command,
    resume: raw.flag('resume'),
    bisect: readBisect(raw),
    report: narrowGate(report, settings.iteration),
  };
  if (config.bisect !== null) checkBisect(config.bisect, config);
  return config;
}

/**
 * What the exit code of a run is about. One iteration cannot tell a flaky test from a failing one: that is for the
 * report over all of them to judge. By itself it is about its evidence, and fails when that is incomplete.
 */
export function narrowGate(report: ReportConfig, iteration: number | null): ReportConfig {
  if (iteration === null) return report;
  const failOn = report.failOn.filter((reason) => reason === 'incomplete');
  return { ...report, failOn, minIterations: null, maxFlaky: null };
}

/** What every door asks for. */
export function readRunSettings(
  raw: RawSettings,
): Omit<RunConfig, 'command' | 'resume' | 'bisect' | 'report'> {
  return {
    suite: readSuiteConfig(raw),
    iterations: raw.number('iterations'),
    iteration: raw.number('iteration'),
    parallel: raw.number('parallel') ?? 1,
    untilFailure: raw.flag('until-failure'),
    untilPower: parseDecimal('until-power', raw.text('until-power')),
    rate: parseDecimal('rate', raw.text('rate')),
    maxMinutes: parseDecimal('max-minutes', raw.text('max-minutes')),
    onlyFlaky: raw.text('only-flaky'),
    seed: raw.number('seed'),
    execution: readExecution(raw),
  };
}

function readBisect(raw: RawSettings): BisectConfig | null {
  const victim = raw.text('bisect-order');
  const orderFrom = raw.text('order-from');
  if (victim === null) {
    if (orderFrom !== null) throw new UsageError('--order-from needs --bisect-order <test id>');
    return null;
  }
  return {
    victim,
    orderFrom,
    confirmations: raw.number('bisect-confirmations') ?? 3,
    maxRuns: raw.number('bisect-max-runs') ?? 100,
  };
}

function checkBisect({ confirmations, maxRuns }: BisectConfig, config: RunConfig): void {
  const [clash] = listRepetitions(config);
  if (clash !== undefined)
    throw new UsageError(`--bisect-order runs what it needs and cannot be combined with ${clash}`);
  if (confirmations < 1) throw new UsageError('--bisect-confirmations must be at least 1');
  if (maxRuns < 1) throw new UsageError('--bisect-max-runs must be at least 1');
}

/** Given settings that decide how often the whole suite runs. */
function listRepetitions(config: RunConfig): string[] {
  const { iterations, iteration, untilPower, maxMinutes, onlyFlaky, parallel } = config;
  const rows: readonly [string, boolean][] = [
    ['--iterations', iterations !== null],
    ['--iteration', iteration !== null],
    ['--until-power', untilPower !== null],
    ['--max-minutes', maxMinutes !== null],
    ['--only-flaky', onlyFlaky !== null],
    ['--parallel', parallel > 1],
    ['--until-failure', config.untilFailure],
    ['--resume', config.resume],
  ];
  return rows.flatMap(([name, isGiven]) => (isGiven ? [name] : []));
}

function readExecution(raw: RawSettings): ExecutionConfig {
  const timeout = raw.text('timeout');
  const [isolate = 'out', ...more] = raw.list('isolate') as ExecutionConfig['isolate'][];
  if (more.length > 0) throw new UsageError('--isolate takes one word');
  const portBase = raw.number('port-base') ?? 20_000;
  if (portBase < 1024 || portBase > 31_900)
    throw new UsageError(`--port-base must be 1024 to 31900, not ${portBase}`);
  return {
    preset: raw.text('preset') ?? 'auto',
    out: readDirectory('out', raw.text('out') ?? 'stability-results'),
    isolate,
    timeoutMs: timeout === null ? null : parseDuration('timeout', timeout),
    graceMs: parseDuration('grace', raw.text('grace') ?? '10s'),
    keepRetries: raw.flag('keep-retries'),
    shuffle: raw.flag('shuffle'),
    shell: raw.flag('shell'),
    reports: raw.texts('reports'),
    mask: readMask(raw.texts('mask')),
    portBase,
  };
}

/** Without the text itself, which is a secret. */
function readMask(texts: readonly string[]): readonly string[] {
  const short = texts.find((text) => text.trim().length < SHORTEST_MASKED);
  if (short !== undefined)
    throw new UsageError(
      `--mask takes texts of at least ${SHORTEST_MASKED} characters, not of ${short.trim().length}: shorter ones would hide half of the output`,
    );
  return texts;
}

function parseDecimal(name: string, text: string | null): number | null {
  if (text === null) return null;
  if (!/^\d{1,6}(?:\.\d{1,6})?$/.test(text))
    throw new UsageError(`--${name} must be a number such as 0.95, not "${text}"`);
  return Number(text);
}
