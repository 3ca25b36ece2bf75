/** The Action: its inputs, which action.yml and the README are made from, and what they are read as. */
import { splitWords } from '../kit/shell-words.ts';
import { mistake, quote, setting } from '../kit/usage-error.ts';
import type { PublishSettings } from '../model/publish-settings.ts';
import { splitNames } from './parse-value.ts';
import { PUBLISH_SETTINGS } from './publish-settings.ts';
import { readInputs } from './read-inputs.ts';
import { gatherMistakes, readSettings, type Given, type Mistakes } from './read-settings.ts';
import { readNumbering, readReport, type ReportConfig } from './report-config.ts';
import { narrowGate, readRun, type RunConfig } from './run-config.ts';
import { EXECUTION_SETTINGS, MODE_SETTINGS } from './run-settings.ts';
import { ARTIFACT_SETTINGS, NUMBERING_SETTINGS, REPORT_SETTINGS, type Setting } from './settings.ts';
import { SUITE_INPUTS } from './suite-config.ts';

/** Inputs that say where the evidence is. */
export const SOURCE_SETTINGS = [
  {
    name: 'paths',
    kind: 'texts',
    default: null,
    value: 'paths',
    help: 'Files, globs and directories to read instead of artifacts, one a line; needed on GitHub Enterprise Server',
  },
  {
    name: 'run-id',
    kind: 'number',
    default: null,
    value: 'id',
    help: 'Workflow run whose artifacts are read; without it this run, or the run that a `workflow_run` event is about',
  },
  {
    name: 'github-token',
    kind: 'text',
    default: null,
    inputDefault: '${{ github.token }}',
    value: 'token',
    secret: true,
    help: 'Token for comments, issues and the artifacts of other runs; without write permissions only the summary is written',
  },
  {
    name: 'webhook-url',
    kind: 'text',
    default: null,
    value: 'secret',
    secret: true,
    help: 'Address that alerts are posted to; never shown in a log',
  },
] as const satisfies readonly Setting[];

export const COMMAND_SETTINGS = [
  {
    name: 'command',
    kind: 'choice',
    default: 'report',
    choices: ['report', 'run'],
    help: 'What the step does: report on what the jobs of a matrix uploaded, or run a suite and report on it',
  },
  {
    name: 'test-command',
    kind: 'text',
    default: null,
    value: 'words',
    help: 'With `command: run`: what runs the suite; `{iteration}`, `{iterations}`, `{junit}`, `{seed}` and `{out}` are replaced, quotes group words',
  },
  {
    name: 'results-artifact',
    kind: 'text',
    default: 'test-results',
    value: 'name',
    help: 'With `command: run` and `iteration`: what the iteration left is uploaded under this name, a dash and its number, for the job that reports',
  },
] as const satisfies readonly Setting[];

export const ACTION_SETTINGS = [
  ...ARTIFACT_SETTINGS,
  ...SOURCE_SETTINGS,
  ...NUMBERING_SETTINGS,
  ...REPORT_SETTINGS,
  ...PUBLISH_SETTINGS,
  ...COMMAND_SETTINGS,
  ...SUITE_INPUTS,
  ...MODE_SETTINGS,
  ...EXECUTION_SETTINGS,
] as const;

export type ActionConfig = ReturnType<typeof readActionConfig>;
export type ActionRun = NonNullable<ReturnType<typeof readActionRun>>;

const MS_PER_MINUTE = 60_000;

/** `environment`: the variables of the step. Throws UsageError with all that is wrong, unless the caller has the `mistakes`. */
export function readActionConfig(
  environment: Readonly<Record<string, string | undefined>>,
  theirs: Mistakes | null = null,
) {
  const mistakes = theirs ?? gatherMistakes();
  const { given, advice } = readInputs(ACTION_SETTINGS, environment, mistakes);
  const { artifactPattern, deadlineMinutes } = readSettings(ARTIFACT_SETTINGS, given, mistakes);
  const { paths, runId, githubToken, webhookUrl } = readSettings(SOURCE_SETTINGS, given, mistakes);
  if (webhookUrl !== null && !isWebAddress(webhookUrl))
    mistakes.add(
      ['webhook-url'],
      mistake`${setting('webhook-url')} is not an http or https address (it is a secret and not shown)`,
    );
  const report = { ...readReport(given, mistakes), ...readNumbering(given, mistakes), paths };
  const config = {
    report,
    artifactPattern,
    /** Null: this run, or the one the event is about. */
    runId,
    /** Empty when there is none. */
    githubToken: githubToken ?? '',
    /** A secret; null when there is none. */
    webhookUrl,
    deadlineMs: deadlineMinutes * MS_PER_MINUTE,
    publish: readPublish(given, mistakes, { outputDir: report.outputDir, hasWebhook: webhookUrl !== null }),
    /** Null: nothing is run, reports are collected. */
    run: readActionRun(given, mistakes, report),
    /** One line for each input that means nothing here. */
    advice,
  };
  if (theirs === null) mistakes.settle();
  return config;
}

function readActionRun(given: Given, mistakes: Mistakes, report: ReportConfig) {
  const { command, testCommand, resultsArtifact } = readSettings(COMMAND_SETTINGS, given, mistakes);
  const settings = readRun(given, mistakes);
  if (command === 'report') {
    if (testCommand !== null)
      mistakes.add(
        ['test-command', 'command'],
        mistake`${setting('test-command')} needs ${setting('command', 'run')}`,
      );
    return null;
  }
  if (settings.suite !== null && testCommand !== null)
    mistakes.add(
      ['suite', 'test-command'],
      mistake`${setting('suite')} and ${setting('test-command')} cannot be combined`,
    );
  if (settings.suite === null && testCommand === null)
    mistakes.add(
      ['suite', 'test-command'],
      mistake`${setting('command', 'run')} needs ${setting('test-command', 'pytest')}, or ${setting('suite', 'focus-server')}`,
    );
  const config: RunConfig = {
    ...settings,
    command: splitCommand(testCommand ?? '', settings.execution.shell, mistakes),
    resume: false,
    bisect: null,
    report: { ...narrowGate(report, settings.iteration), json: false, quiet: false },
  };
  /** Name of the artifact that one iteration of a matrix leaves, without its number. */
  return { config, resultsArtifact };
}

/** Blanks part words; a shell takes the text as it is. */
function splitCommand(text: string, isShell: boolean, mistakes: Mistakes): readonly string[] {
  if (isShell) return text === '' ? [] : [text];
  const words = splitWords(text);
  if (words === null)
    mistakes.add(
      ['test-command'],
      mistake`${setting('test-command')} has a quote without an end: ${quote(text)}`,
    );
  if (words?.[0] === '')
    mistakes.add(['test-command'], mistake`${setting('test-command')} names no program: ${quote(text)}`);
  return words ?? [];
}

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

function readPublish(
  given: Given,
  mistakes: Mistakes,
  { outputDir, hasWebhook }: { readonly outputDir: string; readonly hasWebhook: boolean },
): Omit<PublishSettings, 'reportFiles'> {
  const values = readSettings(PUBLISH_SETTINGS, given, mistakes);
  const { webhookFormat, issueLabels, ...settings } = values;
  const [first, ...more] = splitNames(issueLabels);
  if (first === undefined)
    mistakes.add(
      ['issue-labels'],
      mistake`${setting('issue-labels')} needs at least one label: issues are found again by it`,
    );
  return {
    ...settings,
    issueLabels: [first ?? issueLabels, ...more] as const,
    webhook: hasWebhook ? webhookFormat : null,
    outputDir,
  };
}
