/** Settings of `focus-stability run`; those of the report it ends with follow in settings.ts. */
import { REPORT_SETTINGS, type Setting } from './settings.ts';
import { SUITE_SETTINGS } from './suite-settings.ts';

/** How often, in which order, and until when. */
const MODE_SETTINGS: readonly Setting[] = [
  {
    name: 'iterations',
    kind: 'number',
    default: null,
    value: 'n',
    help: 'How often the suite runs; 5 when nothing else decides it',
  },
  {
    name: 'iteration',
    kind: 'number',
    default: null,
    value: 'k',
    help: 'Run only this one of them, in a job of a matrix',
  },
  {
    name: 'parallel',
    kind: 'number',
    default: '1',
    value: 'n',
    help: 'Iterations that run at the same moment, with folders and ports of their own',
  },
  { name: 'until-failure', kind: 'flag', default: null, help: 'Repeat until an iteration fails' },
  {
    name: 'until-power',
    kind: 'text',
    default: null,
    value: 'share',
    help: 'Repeat until a flake of the rate would have been seen with this probability, such as 0.95, and every test is decided',
  },
  {
    name: 'rate',
    kind: 'text',
    default: null,
    value: 'share',
    help: 'Failure rate that --until-power looks for; 0.1 when not given',
  },
  {
    name: 'max-minutes',
    kind: 'text',
    default: null,
    value: 'n',
    help: 'No iteration starts that would probably end later than this',
  },
  {
    name: 'only-flaky',
    kind: 'text',
    default: null,
    value: 'report.json',
    help: 'Repeat only the tests that this report calls flaky or suspect, as often as their rate needs',
  },
  {
    name: 'shuffle',
    kind: 'flag',
    default: null,
    help: 'Random order of tests, another one in every iteration, if the test runner can',
  },
  {
    name: 'seed',
    kind: 'number',
    default: null,
    value: 'n',
    help: 'Seed of the orders; drawn and printed when not given, and the same for all jobs of a workflow run',
  },
  {
    name: 'resume',
    kind: 'flag',
    default: null,
    help: 'Continue the run whose results are in --out: finished iterations are kept',
  },
  {
    name: 'bisect-order',
    kind: 'text',
    default: null,
    value: 'test id',
    help: 'Find the tests that make this one fail when they run before it',
  },
  {
    name: 'order-from',
    kind: 'text',
    default: null,
    value: 'junit.xml',
    help: 'Report whose order --bisect-order starts from; without it the suite runs until the test fails',
  },
  {
    name: 'bisect-confirmations',
    kind: 'number',
    default: '3',
    value: 'n',
    help: 'How often a bisection repeats what it builds on',
  },
  {
    name: 'bisect-max-runs',
    kind: 'number',
    default: '100',
    value: 'n',
    help: 'Runs after which a bisection gives up',
  },
];

/** How one iteration is executed. */
const EXECUTION_SETTINGS: readonly Setting[] = [
  {
    name: 'preset',
    kind: 'text',
    default: 'auto',
    value: 'name',
    help: 'What the command runs: pytest, vitest, jest, playwright, go, maven, gradle, dotnet, nextest, none, or auto to tell it from the command',
  },
  {
    name: 'out',
    kind: 'text',
    default: 'stability-results',
    value: 'directory',
    help: 'Where iterations leave their reports and output, one folder each',
  },
  {
    name: 'isolate',
    kind: 'list',
    default: 'out',
    choices: ['none', 'out', 'copy', 'worktree'],
    help: 'What an iteration has of its own: nothing, an empty output folder, also a copy of the working directory, or also a checkout of the last commit',
  },
  {
    name: 'timeout',
    kind: 'text',
    default: null,
    value: 'time',
    help: 'Ends an iteration and all its processes after so long: 90s, 20m, 1h30m',
  },
  {
    name: 'grace',
    kind: 'text',
    default: '10s',
    value: 'time',
    help: 'Time between the polite and the forced end',
  },
  {
    name: 'keep-retries',
    kind: 'flag',
    default: null,
    help: 'Leave retries of the test runner on; they hide flakes',
  },
  {
    name: 'shell',
    kind: 'flag',
    default: null,
    help: 'Let the shell of the system run the words, for pipes and variables; a preset then only reads the output, and paths need quotes: "{junit}"',
  },
  {
    name: 'reports',
    kind: 'texts',
    default: null,
    value: 'glob',
    help: 'Where else the command writes JUnit, {iteration} and its kin allowed; may be repeated',
  },
  {
    name: 'mask',
    kind: 'texts',
    default: null,
    value: 'text',
    help: 'Text of 6 characters or more that must not appear in kept output, besides the values of variables with secret names; may be repeated',
  },
  {
    name: 'port-base',
    kind: 'number',
    default: '20000',
    value: 'port',
    help: 'First of the hundred ports that iteration 1 has for itself',
  },
];

/** A run knows its iterations: nothing about them is read from paths. */
const DECIDED_BY_RUN = new Set(['expected-iterations', 'iteration-pattern']);

export const RUN_SETTINGS: readonly Setting[] = [
  ...SUITE_SETTINGS,
  ...MODE_SETTINGS,
  ...EXECUTION_SETTINGS,
  ...REPORT_SETTINGS.filter(({ name }) => !DECIDED_BY_RUN.has(name)),
];
