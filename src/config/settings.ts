/**
 * What a setting is, and those of a report. Every setting stands once, with its default and its bounds: both doors, their
 * help, action.yml and the README are made from such tables, and so are the types of what is read.
 */
import { MAX_ITERATIONS } from '../model/run.ts';

export interface Setting {
  readonly name: string;
  /** A second name on the command line. */
  readonly alias?: string;
  /**
   * `text`, `number` (whole), `decimal`, `duration` (`90s`, read as milliseconds), `pattern` (regular expression):
   * one; of several given the last counts. `choice`: one of the choices; `switch`: on or off. `list`: any of the
   * choices, separated by commas. `texts`, `patterns`: may be repeated; one a line in a workflow. `flag`: present or
   * not; true or false in a workflow.
   */
  readonly kind:
    | 'text'
    | 'texts'
    | 'number'
    | 'decimal'
    | 'duration'
    | 'pattern'
    | 'patterns'
    | 'choice'
    | 'switch'
    | 'list'
    | 'flag';
  /** As the user would write it; null when unset. */
  readonly default: string | null;
  /** What stands for the value in `--help`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** A word in the place of all choices of a list. */
  readonly all?: string;
  /** Bounds of a number, and its unit in a message. */
  readonly least?: number;
  readonly most?: number;
  readonly unit?: string;
  /** What to say in the place of the bounds. */
  readonly rule?: string;
  /** An empty text means something. Otherwise it is a mistake on the command line, and not given in a workflow. */
  readonly mayBeEmpty?: true;
  /** Never repeated in a message. */
  readonly secret?: true;
  /** One sentence without a final full stop. */
  readonly help: string;
  /** What only the command line needs to say besides. */
  readonly terminalHelp?: string;
  /** What action.yml gives when a workflow says nothing, if that is not the default. */
  readonly inputDefault?: string;
}

type Choice<S extends Setting> = S['choices'] extends readonly (infer Word)[] ? Word : string;
type One<S extends Setting> = S['kind'] extends 'number' | 'decimal' | 'duration'
  ? number
  : S['kind'] extends 'switch'
    ? boolean
    : S['kind'] extends 'pattern'
      ? RegExp
      : Choice<S>;
/** What a setting is read as. */
type ValueOf<S extends Setting> = S['kind'] extends 'flag'
  ? boolean
  : S['kind'] extends 'texts'
    ? readonly string[]
    : S['kind'] extends 'patterns'
      ? readonly RegExp[]
      : S['kind'] extends 'list'
        ? readonly Choice<S>[]
        : S['default'] extends string
          ? One<S>
          : One<S> | null;
type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** What a table is read as: `fail-on` is `failOn`. */
export type Values<T extends readonly Setting[]> = {
  readonly [S in T[number] as CamelCase<S['name']>]: ValueOf<S>;
};

/** Words that a setting takes; none when it takes any text. */
export function wordsOf({ kind, choices = [], all }: Setting): readonly string[] {
  if (kind === 'switch') return SWITCH;
  return all === undefined ? choices : [...choices, all];
}

const SWITCH = ['on', 'off'] as const;

/** What the runner passes when an input is not given: the default of action.yml. */
export function inputDefaultOf({ kind, inputDefault, default: standard }: Setting): string {
  return inputDefault ?? standard ?? (kind === 'flag' ? 'false' : '');
}

/** Where the artifacts of a workflow run are read, and for how long: for both doors. */
export const ARTIFACT_SETTINGS = [
  {
    name: 'artifact-pattern',
    kind: 'text',
    default: 'test-results-*',
    value: 'glob',
    help: 'Artifacts that hold the reports, one per iteration',
  },
  {
    name: 'deadline-minutes',
    kind: 'number',
    default: '15',
    least: 1,
    most: 360,
    value: 'n',
    help: 'After so many minutes nothing more is downloaded or published, and the report is made of what is there',
  },
] as const satisfies readonly Setting[];

/** Where a `run:` step of a workflow, or anybody with a token, finds the artifacts of a run. */
export const RUN_ARTIFACT_SETTINGS = [
  {
    name: 'run-id',
    kind: 'number',
    default: null,
    value: 'id',
    help: 'Workflow run whose artifacts are read instead of paths; needs GITHUB_TOKEN with `actions: read`',
  },
  {
    name: 'repository',
    kind: 'text',
    default: null,
    value: 'owner/name',
    help: 'Repository of that run; GITHUB_REPOSITORY when not given',
  },
  ...ARTIFACT_SETTINGS,
] as const satisfies readonly Setting[];

/** Which iterations there are, for whoever finds reports by their paths. */
export const NUMBERING_SETTINGS = [
  {
    name: 'expected-iterations',
    kind: 'number',
    default: null,
    value: 'n',
    least: 1,
    most: MAX_ITERATIONS,
    help: 'Iterations that should have reported; without it the highest number seen counts',
  },
  {
    name: 'iteration-pattern',
    kind: 'pattern',
    default: null,
    value: 'regex',
    help: 'Finds the iteration in a path: the group named `iteration`, else the first group; groups `attempt` and `shard` are understood',
  },
] as const satisfies readonly Setting[];

/** What a report says, what its gate decides and where it is written: for every door. */
export const REPORT_SETTINGS = [
  {
    name: 'mask-names',
    kind: 'patterns',
    default: null,
    value: 'regex',
    help: 'Replaces what matches in test names by `*`, for names that hold addresses, ids or times; may be repeated',
  },
  {
    name: 'fail-on',
    kind: 'list',
    default: 'failing,incomplete',
    choices: ['failing', 'flaky', 'incomplete', 'new-flaky', 'none'],
    help: 'What makes the gate fail (exit code 1)',
  },
  {
    name: 'min-iterations',
    kind: 'number',
    default: null,
    value: 'n',
    help: 'The gate fails below this number of complete iterations',
  },
  {
    name: 'max-flaky',
    kind: 'number',
    default: null,
    value: 'n',
    help: 'The gate fails above this number of flaky tests',
  },
  {
    name: 'previous',
    kind: 'text',
    default: null,
    value: 'report.json',
    help: 'An earlier report: flaky tests it does not know are new (`--fail-on new-flaky`); without it all are new',
  },
  {
    name: 'output-dir',
    kind: 'text',
    default: 'stability-report',
    value: 'dir',
    help: 'Where the report is written',
  },
  {
    name: 'formats',
    kind: 'list',
    default: 'md,html,json',
    choices: ['md', 'html', 'json', 'ctrf', 'csv', 'junit'],
    all: 'all',
    help: 'Which files are written; `all` of them',
  },
  {
    name: 'markdown-budget',
    kind: 'number',
    default: '1000000',
    value: 'bytes',
    least: 2000,
    unit: 'bytes',
    help: 'Most bytes of report.md; details are left out, worst tests last, until it fits',
  },
  { name: 'dry-run', kind: 'flag', default: null, help: 'List what would be written and write nothing' },
] as const satisfies readonly Setting[];

/** What a terminal shows of it. */
export const TERMINAL_SETTINGS = [
  {
    name: 'json',
    kind: 'flag',
    default: null,
    help: 'Print report.json to standard output instead of the summary',
  },
  { name: 'quiet', kind: 'flag', default: null, help: 'Print nothing but errors' },
] as const satisfies readonly Setting[];

/** `focus-stability report`. */
export const REPORT_COMMAND_SETTINGS = [
  ...NUMBERING_SETTINGS,
  ...REPORT_SETTINGS,
  ...TERMINAL_SETTINGS,
  ...RUN_ARTIFACT_SETTINGS,
] as const;
