/** Inputs about publishing: entries of the one table of settings. Of `choices` exactly one is meant. */
import type { Setting } from './settings.ts';

const ON_OFF = ['on', 'off'] as const;

export const PUBLISH_SETTINGS: readonly Setting[] = [
  {
    name: 'comment',
    kind: 'list',
    default: 'on-issue',
    choices: ['always', 'on-issue', 'on-change', 'off'],
    help: 'When the comment on the pull request is written: for every run, when something is wrong (and once more when all is clear), or when verdicts changed',
  },
  {
    name: 'issues',
    kind: 'list',
    default: 'auto',
    choices: ['auto', 'on', 'off'],
    help: 'Issues for flaky and failing tests; `auto` means scheduled, manual and push runs of the default branch',
  },
  {
    name: 'issue-labels',
    kind: 'text',
    default: 'flaky-test',
    value: 'names',
    help: 'Labels of new issues, separated by commas; created when they do not exist',
  },
  {
    name: 'max-new-issues',
    kind: 'number',
    default: '5',
    value: 'n',
    help: 'Most issues about tests that one run opens; the summary names the rest',
  },
  {
    name: 'incident-issue',
    kind: 'list',
    default: 'on',
    choices: ON_OFF,
    help: 'One issue for tests that were lost together, instead of one for each',
  },
  {
    name: 'digest-issue',
    kind: 'list',
    default: 'off',
    choices: ON_OFF,
    help: 'One pinned issue that always shows the last night and a line for each of the last 30',
  },
  {
    name: 'alert',
    kind: 'list',
    default: 'on',
    choices: ON_OFF,
    help: 'Raise an alert when any iteration has failures, is missing or incomplete: one rolling issue for each workflow and branch, and the webhook if there is one',
  },
  {
    name: 'webhook-format',
    kind: 'list',
    default: 'generic',
    choices: ['slack', 'teams', 'generic'],
    help: 'What the alert webhook understands; the address itself is a secret and an input of its own',
  },
  {
    name: 'annotations',
    kind: 'list',
    default: 'on',
    choices: ON_OFF,
    help: 'Mark flaky and failing tests in their files, where those exist in the checkout',
  },
  {
    name: 'check-run',
    kind: 'list',
    default: 'off',
    choices: ON_OFF,
    help: 'Create a check run of its own with the gate as its conclusion',
  },
  {
    name: 'upload-report',
    kind: 'list',
    default: 'on',
    choices: ON_OFF,
    help: 'Upload the report as an artifact of the run',
  },
  {
    name: 'report-artifact',
    kind: 'text',
    default: 'stability-report',
    value: 'name',
    help: 'Name of that artifact; two reports of one run need two names',
  },
  {
    name: 'mention-owners',
    kind: 'list',
    default: 'off',
    choices: ON_OFF,
    help: 'Name code owners in issues so that GitHub notifies them',
  },
  {
    name: 'badge',
    kind: 'list',
    default: 'on',
    choices: ON_OFF,
    help: 'Write `badge.json` for a shields.io endpoint badge',
  },
  {
    name: 'summary-budget',
    kind: 'number',
    default: '900000',
    value: 'bytes',
    help: 'Most bytes of the job summary; GitHub drops one of more than 1,048,576 whole',
  },
];
