/** Every input of the Action, once: action.yml and the README tables are made from this table. */
import { PUBLISH_SETTINGS } from './publish-settings.ts';
import { RUN_SETTINGS } from './run-settings.ts';
import { REPORT_SETTINGS, type Setting } from './settings.ts';

/** Inputs that say where the evidence is. */
const SOURCE_SETTINGS: readonly Setting[] = [
  {
    name: 'artifact-pattern',
    kind: 'text',
    default: 'test-results-*',
    value: 'glob',
    help: 'Artifacts that hold the reports, one per iteration',
  },
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
    default: '${{ github.token }}',
    value: 'token',
    help: 'Token for comments, issues and the artifacts of other runs; without write permissions only the summary is written',
  },
  {
    name: 'webhook-url',
    kind: 'text',
    default: null,
    value: 'secret',
    help: 'Address that alerts are posted to; never shown in a log',
  },
  {
    name: 'deadline-minutes',
    kind: 'number',
    default: '15',
    value: 'n',
    help: 'After so many minutes nothing more is downloaded or published, and the report is made of what is there',
  },
];

const COMMAND_SETTINGS: readonly Setting[] = [
  {
    name: 'command',
    kind: 'list',
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
];

/** Settings of the command line that make no sense in a step. */
const COMMAND_LINE_ONLY = new Set(['json', 'quiet', 'formats']);
/** A step has no terminal, and no earlier step to continue. */
const NO_RUN_OF_A_STEP = /^(?:resume|order-from|bisect-.*|list)$/;

const REPORT_NAMES: ReadonlySet<string> = new Set(REPORT_SETTINGS.map(({ name }) => name));

export const ACTION_SETTINGS: readonly Setting[] = [
  ...SOURCE_SETTINGS,
  ...REPORT_SETTINGS.filter(({ name }) => !COMMAND_LINE_ONLY.has(name)),
  ...PUBLISH_SETTINGS,
  ...COMMAND_SETTINGS,
  ...RUN_SETTINGS.filter(({ name }) => !REPORT_NAMES.has(name) && !NO_RUN_OF_A_STEP.test(name)),
];
