/** Settings of `focus-stability run`. */
import { DEFAULT_ITERATIONS, MAX_ITERATIONS, MAX_SEED, SHORTEST_MASKED } from '../model/run.ts';
import { REPORT_SETTINGS, TERMINAL_SETTINGS, type Setting } from './settings.ts';
import { SUITE_SETTINGS } from './suite-config.ts';

/** How often, in which order, and until when. */
export const MODE_SETTINGS = [
  {
    name: 'iterations',
    kind: 'number',
    default: null,
    value: 'n',
    least: 1,
    most: MAX_ITERATIONS,
    help: `How often the suite runs; ${DEFAULT_ITERATIONS} when nothing else decides it`,
  },
  {
    name: 'iteration',
    kind: 'number',
    default: null,
    value: 'k',
    least: 1,
    most: MAX_ITERATIONS,
    help: 'Run only this one of them, in a job of a matrix',
  },
  {
    name: 'parallel',
    kind: 'number',
    default: '1',
    value: 'n',
    least: 1,
    most: MAX_ITERATIONS,
    help: 'Iterations that run at the same moment, with folders and ports of their own',
  },
  { name: 'until-failure', kind: 'flag', default: null, help: 'Repeat until an iteration fails' },
  {
    name: 'until-power',
    kind: 'decimal',
    default: null,
    value: 'share',
    least: 0.000001,
    most: 0.999999,
    rule: 'must be a number between 0 and 1, such as 0.95',
    help: 'Repeat until a flake of the rate would have been seen with this probability, such as 0.95, and every test is decided',
  },
  {
    name: 'rate',
    kind: 'decimal',
    default: '0.1',
    value: 'share',
    least: 0.000001,
    most: 0.999999,
    rule: 'must be a number between 0 and 1, such as 0.05',
    help: 'Failure rate that --until-power looks for',
  },
  {
    name: 'max-minutes',
    kind: 'decimal',
    default: null,
    value: 'n',
    least: 0.000001,
    rule: 'must be a number of more than 0',
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
    name: 'seed',
    kind: 'number',
    default: null,
    value: 'n',
    most: MAX_SEED,
    help: 'Seed of the orders; drawn and printed when not given, and the same for all jobs of a workflow run',
  },
] as const satisfies readonly Setting[];

/** What a later command does with an earlier run, and which tests spoil another: a step of a workflow has neither. */
export const BISECT_SETTINGS = [
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
    least: 1,
    help: 'How often a bisection repeats what it builds on',
  },
  {
    name: 'bisect-max-runs',
    kind: 'number',
    default: '100',
    value: 'n',
    least: 1,
    help: 'Runs after which a bisection gives up',
  },
] as const satisfies readonly Setting[];

/** How one iteration is executed. */
export const EXECUTION_SETTINGS = [
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
    kind: 'choice',
    default: 'out',
    choices: ['none', 'out', 'copy', 'worktree'],
    value: 'word',
    help: 'What an iteration has of its own: nothing, an empty output folder, also a copy of the working directory, or also a checkout of the last commit',
  },
  {
    name: 'timeout',
    kind: 'duration',
    default: null,
    value: 'time',
    help: 'Ends an iteration and all its processes after so long: 90s, 20m, 1h30m',
  },
  {
    name: 'grace',
    kind: 'duration',
    default: '10s',
    value: 'time',
    help: 'Time between the polite and the forced end',
  },
  {
    name: 'shuffle',
    kind: 'flag',
    default: null,
    help: 'Random order of tests, another one in every iteration, if the test runner can',
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
    secret: true,
    help: `Text of ${SHORTEST_MASKED} characters or more that must not appear in kept output, besides the values of variables with secret names; may be repeated`,
  },
  {
    name: 'port-base',
    kind: 'number',
    default: '20000',
    value: 'port',
    least: 1024,
    most: 31_900,
    help: 'First of the hundred ports that iteration 1 has for itself',
  },
] as const satisfies readonly Setting[];

/** It ends with a report, and knows its iterations: nothing about them is read from paths. */
export const RUN_SETTINGS = [
  ...SUITE_SETTINGS,
  ...MODE_SETTINGS,
  ...BISECT_SETTINGS,
  ...EXECUTION_SETTINGS,
  ...REPORT_SETTINGS,
  ...TERMINAL_SETTINGS,
] as const;
