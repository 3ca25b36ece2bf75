/** The part of the workflow language that the harness can run; everything else throws. */
import { parse } from 'yaml';
import type { Permissions } from '../../github-twin/permissions.ts';

export interface Workflow {
  readonly name: string;
  readonly events: readonly string[];
  readonly inputs: Readonly<Record<string, { readonly default?: unknown; readonly required?: boolean }>>;
  /** Expressions over `jobs`, for the caller of a reusable workflow. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly permissions: Permissions | null;
  readonly env: Texts;
  /** In an order that `needs` allows. */
  readonly jobs: readonly Job[];
}

type Texts = Readonly<Record<string, unknown>>;

export interface Job {
  readonly id: string;
  readonly needs: readonly string[];
  readonly condition: string | boolean | undefined;
  readonly permissions: Permissions | null;
  readonly env: Texts;
  readonly outputs: Texts;
  /** Key -> values, or an expression; null without a matrix. */
  readonly matrix: Texts | string | null;
  readonly failFast: boolean;
  readonly continueOnError: boolean;
  readonly steps: readonly Step[];
  /** Reusable workflow, with its inputs. */
  readonly uses: string | null;
  readonly with: Texts;
}

export interface Step {
  readonly name: string;
  readonly id: string | null;
  readonly condition: string | boolean | undefined;
  readonly uses: string | null;
  readonly run: string | null;
  /** Bash unless said otherwise. */
  readonly shell: string;
  readonly with: Texts;
  readonly env: Texts;
  readonly workingDirectory: string;
  readonly continueOnError: boolean;
}

type Raw = Readonly<Record<string, unknown>>;

/** Throws for keys that the harness would ignore and GitHub would not. */
function check(where: string, raw: Raw, known: string): Raw {
  const unknown = Object.keys(raw).filter((key) => !known.split(' ').includes(key));
  if (unknown.length > 0) throw new Error(`The harness does not run ${unknown.join(', ')} of ${where}`);
  return raw;
}

const asRaw = (value: unknown): Raw => (value ?? {}) as Raw;
const asList = (value: unknown): string[] =>
  value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as string[]);
const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function readWorkflow(yaml: string): Workflow {
  const raw = check('the workflow', parse(yaml) as Raw, 'name run-name on permissions env concurrency jobs');
  const events =
    typeof raw['on'] === 'object' && !Array.isArray(raw['on'])
      ? Object.keys(asRaw(raw['on']))
      : asList(raw['on']);
  const callable = asRaw(asRaw(raw['on'])['workflow_call']);
  const outputs = Object.entries(asRaw(callable['outputs'])).map(([name, output]) => [
    name,
    asRaw(output)['value'],
  ]);
  return {
    name: asText(raw['name']) ?? 'workflow',
    events,
    inputs: asRaw(callable['inputs']) as Workflow['inputs'],
    outputs: Object.fromEntries(outputs) as Record<string, string>,
    permissions: readPermissions(raw['permissions']),
    env: asRaw(raw['env']),
    jobs: sortJobs(Object.entries(asRaw(raw['jobs'])).map(([id, job]) => readJob(id, asRaw(job)))),
  };
}

function readJob(id: string, raw: Raw): Job {
  check(
    `job ${id}`,
    raw,
    'name needs if runs-on permissions env outputs strategy steps uses with secrets timeout-minutes continue-on-error concurrency',
  );
  const strategy = check(`the strategy of ${id}`, asRaw(raw['strategy']), 'matrix fail-fast max-parallel');
  const matrix = strategy['matrix'];
  if (typeof matrix === 'object' && matrix !== null && ('include' in matrix || 'exclude' in matrix))
    throw new Error(`The harness does not run include and exclude of the matrix of ${id}`);
  return {
    id,
    needs: asList(raw['needs']),
    condition: raw['if'] as Job['condition'],
    permissions: readPermissions(raw['permissions']),
    env: asRaw(raw['env']),
    outputs: asRaw(raw['outputs']),
    matrix: matrix === undefined ? null : (matrix as Texts | string),
    failFast: strategy['fail-fast'] !== false,
    continueOnError: raw['continue-on-error'] === true,
    steps: (Array.isArray(raw['steps']) ? raw['steps'] : []).map((step) => readStep(id, asRaw(step))),
    uses: asText(raw['uses']),
    with: asRaw(raw['with']),
  };
}

function readStep(job: string, raw: Raw): Step {
  check(
    `a step of ${job}`,
    raw,
    'name id if uses run with env shell working-directory continue-on-error timeout-minutes',
  );
  const uses = asText(raw['uses']);
  const run = asText(raw['run']);
  if ((uses === null) === (run === null)) throw new Error(`A step of ${job} needs either uses or run`);
  return {
    name: asText(raw['name']) ?? uses ?? run?.split('\n')[0] ?? '',
    id: asText(raw['id']),
    condition: raw['if'] as Step['condition'],
    uses,
    run,
    shell: asText(raw['shell']) ?? 'bash',
    with: asRaw(raw['with']),
    env: asRaw(raw['env']),
    workingDirectory: asText(raw['working-directory']) ?? '.',
    continueOnError: raw['continue-on-error'] === true,
  };
}

const SCOPES = ['actions', 'checks', 'contents', 'issues', 'pull-requests'] as const;

/** Null when nothing is said; what is not named is not granted. */
function readPermissions(raw: unknown): Permissions | null {
  if (raw === undefined) return null;
  if (raw !== 'read-all' && raw !== 'write-all') return asRaw(raw);
  const access = raw === 'read-all' ? 'read' : 'write';
  return Object.fromEntries(SCOPES.map((scope) => [scope, access]));
}

function sortJobs(jobs: readonly Job[]): Job[] {
  const sorted: Job[] = [];
  const done = (id: string): boolean => sorted.some((job) => job.id === id);
  while (sorted.length < jobs.length) {
    const next = jobs.find((job) => !done(job.id) && job.needs.every(done));
    if (next === undefined) throw new Error('The jobs need each other, or a job that does not exist');
    sorted.push(next);
  }
  return sorted;
}
