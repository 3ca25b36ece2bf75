/** The Action's inputs as types. */
import type { PublishSettings } from '../model/publish-settings.ts';
import { ACTION_SETTINGS } from './action-settings.ts';
import { readSettings, type RawSettings } from './read-settings.ts';
import { readNumbering, readReportSettings, type ReportConfig } from './report-config.ts';
import { narrowGate, readRunSettings, type RunConfig } from './run-config.ts';
import { splitWords } from './texts.ts';
import { UsageError } from '../kit/usage-error.ts';

export interface ActionConfig {
  readonly report: ReportConfig;
  readonly artifactPattern: string;
  /** Null: this run, or the one the event is about. */
  readonly runId: number | null;
  readonly githubToken: string;
  /** A secret; null when there is none. */
  readonly webhookUrl: string | null;
  readonly deadlineMs: number;
  readonly publish: PublishSettings;
  /** Null: nothing is run, reports are collected. */
  readonly run: ActionRun | null;
}

export interface ActionRun {
  readonly config: RunConfig;
  /** Name of the artifact that one iteration of a matrix leaves, without its number; null for none. */
  readonly resultsArtifact: string | null;
}

const MS_PER_MINUTE = 60_000;
const MAX_SUMMARY = 1_000_000;

/** `input` gives the text of an input, empty when it was not given. Throws UsageError. */
export function readActionConfig(input: (name: string) => string): ActionConfig {
  const raw = readSettings(
    ACTION_SETTINGS,
    ACTION_SETTINGS.flatMap((setting) => toWords(setting, input(setting.name))),
  );
  const report = { ...readReportSettings(raw, raw.texts('paths')), ...readNumbering(raw) };
  const deadline = raw.number('deadline-minutes') ?? 1;
  if (deadline < 1 || deadline > 360)
    throw new UsageError(`deadline-minutes must be 1 to 360, not ${deadline}`);
  const webhookUrl = readWebhook(raw.text('webhook-url'));
  return {
    report,
    artifactPattern: raw.text('artifact-pattern') ?? '*',
    runId: raw.number('run-id'),
    githubToken: raw.text('github-token') ?? '',
    webhookUrl,
    deadlineMs: deadline * MS_PER_MINUTE,
    publish: readPublishSettings(raw, report, webhookUrl !== null),
    run: readRun(raw, report),
  };
}

function readRun(raw: RawSettings, report: ReportConfig): ActionRun | null {
  const text = raw.text('test-command');
  if (choose(raw, 'command') === 'report') {
    if (text !== null) throw new UsageError('test-command needs command: run');
    return null;
  }
  const settings = readRunSettings(raw);
  if (settings.suite !== null && text !== null)
    throw new UsageError('suite and test-command cannot be combined');
  const command = settings.execution.shell && text !== null ? [text] : splitWords(text ?? '');
  return {
    config: {
      ...settings,
      command,
      resume: false,
      bisect: null,
      report: narrowGate(report, settings.iteration),
    },
    resultsArtifact: raw.text('results-artifact'),
  };
}

/** An input as the command line would say it, so that both doors understand the same words. */
function toWords({ name, kind }: (typeof ACTION_SETTINGS)[number], text: string): string[] {
  const lines = kind === 'texts' ? text.split('\n').map((line) => line.trim()) : [text.trim()];
  const given = lines.filter((line) => line !== '');
  if (kind !== 'flag') return given.map((line) => `--${name}=${line}`);
  const [word = 'false'] = given;
  if (!/^(true|false)$/i.test(word)) throw new UsageError(`${name} must be true or false, not "${word}"`);
  return word.toLowerCase() === 'true' ? [`--${name}`] : [];
}

function readWebhook(text: string | null): string | null {
  if (text === null) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UsageError('webhook-url is not an http or https address (it is a secret and not shown)');
  }
  return text;
}

function readPublishSettings(raw: RawSettings, report: ReportConfig, hasWebhook: boolean): PublishSettings {
  const isOn = (name: string): boolean => choose(raw, name) === 'on';
  const summaryBudget = raw.number('summary-budget') ?? MAX_SUMMARY;
  if (summaryBudget < 2000 || summaryBudget > MAX_SUMMARY) {
    throw new UsageError(`summary-budget must be 2000 to ${MAX_SUMMARY} bytes, not ${summaryBudget}`);
  }
  return {
    comment: choose(raw, 'comment') as PublishSettings['comment'],
    issues: choose(raw, 'issues') as PublishSettings['issues'],
    issueLabels: splitLabels(raw.text('issue-labels')),
    maxNewIssues: raw.number('max-new-issues') ?? 0,
    incidentIssue: isOn('incident-issue'),
    digestIssue: isOn('digest-issue'),
    alert: isOn('alert'),
    webhook: hasWebhook ? (choose(raw, 'webhook-format') as PublishSettings['webhook']) : null,
    annotations: isOn('annotations'),
    checkRun: isOn('check-run'),
    uploadReport: isOn('upload-report'),
    reportArtifact: raw.text('report-artifact') ?? 'stability-report',
    mentionOwners: isOn('mention-owners'),
    badge: isOn('badge'),
    summaryBudget,
    outputDir: report.outputDir,
    reportFiles: ['report.md', 'report.html', 'report.json'],
  };
}

/** Of a list exactly one choice is meant. */
function choose(raw: RawSettings, name: string): string {
  const [choice, ...more] = raw.list(name);
  if (choice === undefined || more.length > 0) throw new UsageError(`${name} takes exactly one word`);
  return choice;
}

function splitLabels(text: string | null): string[] {
  const labels = (text ?? '').split(',').map((label) => label.trim());
  const given = labels.filter((label) => label !== '');
  if (given.length === 0)
    throw new UsageError('issue-labels needs at least one label: issues are found again by it');
  return given;
}
