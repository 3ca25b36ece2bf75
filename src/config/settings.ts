/**
 * Every setting, once. The command line, `--help` and the README table are made from this table.
 */
export interface Setting {
  readonly name: string;
  /** A second name on the command line. */
  readonly alias?: string;
  /** text: any; number: whole number >= 0; list: comma-separated choices; flag: present or not; texts: may be repeated. */
  readonly kind: 'text' | 'texts' | 'number' | 'list' | 'flag';
  /** As the user would write it; null when unset. */
  readonly default: string | null;
  /** What stands for the value in `--help`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** One sentence without a final full stop. */
  readonly help: string;
}

/** Where a `run:` step of a workflow, or anybody with a token, finds the artifacts of a run. */
export const RUN_ARTIFACT_SETTINGS: readonly Setting[] = [
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
  {
    name: 'artifact-pattern',
    kind: 'text',
    default: 'test-results-*',
    value: 'glob',
    help: 'Artifacts of that run that hold the reports',
  },
];

export const REPORT_SETTINGS = [
  {
    name: 'expected-iterations',
    kind: 'number',
    default: null,
    value: 'n',
    help: 'Iterations that should have reported; without it the highest number seen counts',
  },
  {
    name: 'iteration-pattern',
    kind: 'text',
    default: null,
    value: 'regex',
    help: 'Finds the iteration in a path: the group named `iteration`, else the first group; groups `attempt` and `shard` are understood',
  },
  {
    name: 'mask-names',
    kind: 'texts',
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
    default: 'md,html,json,ctrf,csv,junit',
    choices: ['md', 'html', 'json', 'ctrf', 'csv', 'junit'],
    help: 'Which files are written',
  },
  {
    name: 'markdown-budget',
    kind: 'number',
    default: '1000000',
    value: 'bytes',
    help: 'Most bytes of report.md; details are left out, worst tests last, until it fits',
  },
  {
    name: 'json',
    kind: 'flag',
    default: null,
    help: 'Print report.json to standard output instead of the summary',
  },
  { name: 'quiet', kind: 'flag', default: null, help: 'Print nothing but errors' },
  { name: 'dry-run', kind: 'flag', default: null, help: 'List what would be written and write nothing' },
] as const satisfies readonly Setting[];
