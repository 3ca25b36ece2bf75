/** The `run` command's settings as types, and which of them go together. */
import { MAX_ITERATIONS, SHORTEST_MASKED } from '../model/run.ts';
import { mistake, quote, setting } from '../kit/usage-error.ts';
import { gatherMistakes, readSettings, type Given, type Mistakes } from './read-settings.ts';
import { readWords } from './read-words.ts';
import { readReport, readTerminal, type ReportConfig, type TerminalConfig } from './report-config.ts';
import { BISECT_SETTINGS, EXECUTION_SETTINGS, MODE_SETTINGS, RUN_SETTINGS } from './run-settings.ts';
import { readSuiteConfig } from './suite-config.ts';

type SuiteRun = ReturnType<typeof readRun>;
export type BisectConfig = NonNullable<ReturnType<typeof readBisect>>;

export interface RunConfig extends SuiteRun {
  /** Program and arguments, placeholders not yet replaced. */
  readonly command: readonly string[];
  readonly resume: boolean;
  readonly bisect: BisectConfig | null;
  readonly report: ReportConfig & TerminalConfig;
}

/** Options, `--`, and the command. Throws UsageError with all that is wrong, unless the caller has the `mistakes`. */
export function readRunConfig(words: readonly string[], theirs: Mistakes | null = null): RunConfig {
  const end = words.indexOf('--');
  const mistakes = theirs ?? gatherMistakes();
  const options = end < 0 ? words : words.slice(0, end);
  const { given, positionals, isMistyped } = readWords(RUN_SETTINGS, options, mistakes);
  const [stray] = positionals;
  if (stray !== undefined && !isMistyped)
    mistakes.add(
      ['stray'],
      mistake`${quote(stray)} stands before --; write \`focus-stability run [options] -- command\``,
    );
  const run = readRun(given, mistakes);
  const command = end < 0 ? [] : words.slice(end + 1);
  if (run.suite !== null && command.length > 0)
    mistakes.add(['suite'], mistake`${setting('suite')} and a command behind -- cannot be combined`);
  const isNothing = command.length === 0 || command[0]?.trim() === '';
  if (run.suite === null && isNothing && stray === undefined && !isMistyped)
    mistakes.add(['suite'], mistake`there is no command to run, e.g. \`focus-stability run -- pytest\``);
  const report = { ...readReport(given, mistakes), ...readTerminal(given, mistakes) };
  const config: RunConfig = {
    ...run,
    command,
    resume: readSettings(BISECT_SETTINGS, given, mistakes).resume,
    bisect: readBisect(given, mistakes),
    report: narrowGate(report, run.iteration),
  };
  if (theirs === null) mistakes.settle();
  return config;
}

/**
 * What the exit code of a run is about. One iteration cannot tell a flaky test from a failing one: that is for the
 * report over all of them to judge. By itself it is about its evidence, and fails when that is incomplete.
 */
export function narrowGate<T extends ReportConfig>(report: T, iteration: number | null): T {
  if (iteration === null) return report;
  const failOn = report.failOn.filter((reason) => reason === 'incomplete');
  return { ...report, failOn, minIterations: null, maxFlaky: null };
}

/** What every door asks for. */
export function readRun(given: Given, mistakes: Mistakes) {
  const values = readSettings(MODE_SETTINGS, given, mistakes);
  if (given.has('rate') && !given.has('until-power'))
    mistakes.add(
      ['rate'],
      mistake`${setting('rate')} needs ${setting('until-power')}, e.g. ${setting('until-power', '0.95')}`,
    );
  const [clash] = listGiven(given, REPEATERS);
  if (values.iteration !== null && clash !== undefined)
    mistakes.add(
      ['iteration', clash],
      mistake`${setting('iteration')} runs one iteration and cannot be combined with ${setting(clash)}`,
    );
  return {
    ...values,
    // Of a number that is wrong no bound follows for `iteration`.
    iterations: values.iterations ?? (given.has('iterations') ? MAX_ITERATIONS : null),
    suite: readSuiteConfig(given, mistakes),
    execution: readExecution(given, mistakes),
  };
}

/** Settings that decide how long the suite is repeated. */
const REPEATERS = ['parallel', 'until-failure', 'until-power'];
/** A bisection does all of it by itself. */
const REPETITIONS = [
  'iterations',
  'iteration',
  'until-power',
  'max-minutes',
  'only-flaky',
  'parallel',
  'until-failure',
  'resume',
];

/** One iteration at a time is what happens anyway. */
function listGiven(given: Given, names: readonly string[]): string[] {
  return names.filter((name) => given.has(name) && !(name === 'parallel' && given.get(name)?.at(-1) === '1'));
}

function readBisect(given: Given, mistakes: Mistakes) {
  const values = readSettings(BISECT_SETTINGS, given, mistakes);
  const {
    bisectOrder: victim,
    orderFrom,
    bisectConfirmations: confirmations,
    bisectMaxRuns: maxRuns,
  } = values;
  if (victim === null) {
    if (orderFrom !== null)
      mistakes.add(
        ['order-from', 'bisect-order'],
        mistake`${setting('order-from')} needs ${setting('bisect-order', '<test id>')}`,
      );
    return null;
  }
  const [clash] = listGiven(given, REPETITIONS);
  if (clash !== undefined)
    mistakes.add(
      ['bisect-order', clash],
      mistake`${setting('bisect-order')} runs what it needs and cannot be combined with ${setting(clash)}`,
    );
  return { victim, orderFrom, confirmations, maxRuns };
}

function readExecution(given: Given, mistakes: Mistakes) {
  const values = readSettings(EXECUTION_SETTINGS, given, mistakes);
  const { timeout: timeoutMs, grace: graceMs, ...execution } = values;
  // Without the text itself, which is a secret.
  const short = execution.mask.find((text) => text.trim().length < SHORTEST_MASKED);
  if (short !== undefined)
    mistakes.add(
      ['mask'],
      mistake`${setting('mask')} takes texts of at least ${SHORTEST_MASKED} characters, not of ${short.trim().length}: shorter ones would hide half of the output`,
    );
  return { ...execution, timeoutMs, graceMs };
}
