/**
 * Runs a workflow file, as far as our README needs it: jobs in the order of `needs`, a matrix, scripts, uploads
 * with the real client, our action, and reusable workflows. The token gets the permissions that the file asks
 * for. What the harness cannot run throws.
 */
import type { Permissions } from '../../github-twin/permissions.ts';
import type { Twin } from '../../github-twin/twin.ts';
import { interpolateDeep, isWanted, type Contexts, type Standing } from '../expressions.ts';
import type { WorkflowEvent } from '../step-environment.ts';
import { readWorkflow, type Job, type Workflow } from './model.ts';
import { expandMatrix, runLeg, type LegResult, type Machine } from './run-job.ts';

export interface WorkflowOptions {
  readonly twin: Twin;
  readonly event: WorkflowEvent;
  readonly runId?: number;
  readonly attempt?: number;
  /** What `actions/checkout` brings. */
  readonly repositoryFiles?: Readonly<Record<string, string | Uint8Array>>;
  /** Folders of commands that stand in for installed ones (`pytest`), searched first. */
  readonly path?: readonly string[];
  readonly secrets?: Readonly<Record<string, string>>;
  /** Path -> text of reusable workflows, used locally or as `<owner>/<repo>/<path>@<ref>`. */
  readonly workflows?: Readonly<Record<string, string>>;
  /** `uses:` that mean our action; `./` and `<owner>/focus-stability@...` unless given. */
  readonly ours?: RegExp;
  readonly entry?: string;
  readonly actionFile?: string;
}

export interface WorkflowResult {
  readonly legs: readonly LegResult[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A new repository's token may do this when a workflow says nothing. */
const DEFAULT_PERMISSIONS: Permissions = { contents: 'read' };
const OURS = /^(?:\.\/|[\w.-]+\/focus-stability@\S+)$/;

export async function runWorkflowSteps(yaml: string, options: WorkflowOptions): Promise<WorkflowResult> {
  const { twin, event, runId = 9001, attempt = 1, repositoryFiles = {}, path = [], secrets = {} } = options;
  const { ours = OURS, entry, actionFile, workflows = {} } = options;
  const workflow = readWorkflow(yaml);
  if (!workflow.events.includes(event.name)) throw new Error(`The workflow does not run on ${event.name}`);
  const steps = { repositoryFiles, ours, secrets, entry, actionFile };
  const machine = { twin, event, runId, attempt, path, options: steps };
  return runJobs(workflow, { machine, workflows, secrets, granted: null, inputs: {} });
}

interface Call {
  readonly machine: Machine;
  readonly workflows: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** What the caller of a reusable workflow may grant at most; null for a workflow of its own. */
  readonly granted: Permissions | null;
  readonly inputs: Readonly<Record<string, unknown>>;
}

type Needs = Record<string, { result: Standing; outputs: Record<string, unknown> }>;

async function runJobs(workflow: Workflow, call: Call): Promise<WorkflowResult> {
  const legs: LegResult[] = [];
  const needs: Needs = {};
  for (const job of workflow.jobs) {
    const contexts = { ...describeCall(call), env: workflow.env, needs: pick(needs, job.needs) };
    if (!isWanted(job.condition, contexts, judgeNeeds(needs, job.needs))) {
      needs[job.id] = { result: 'skipped', outputs: {} };
      legs.push({ job: job.id, matrix: {}, result: 'skipped', steps: [], outputs: {} });
      continue;
    }
    const permissions = grant(job.permissions ?? workflow.permissions, call.granted, job.id);
    call.machine.twin.setPermissions(permissions);
    const done =
      job.uses === null
        ? await runLegs(job, call.machine, contexts)
        : await runCalled(job, call, { contexts, permissions });
    legs.push(...done.legs);
    const failed = done.legs.some(({ result }) => result === 'failure' || result === 'cancelled');
    needs[job.id] = { result: failed ? 'failure' : 'success', outputs: { ...done.outputs } };
  }
  return { legs, outputs: interpolateDeep(workflow.outputs, { jobs: needs }) as Record<string, unknown> };
}

const pick = (needs: Needs, ids: readonly string[]): Needs =>
  Object.fromEntries(Object.entries(needs).filter(([id]) => ids.includes(id)));

function judgeNeeds(needs: Needs, ids: readonly string[]): Standing {
  const results = new Set(Object.values(pick(needs, ids)).map(({ result }) => result));
  if (results.has('failure')) return 'failure';
  return results.has('skipped') ? 'skipped' : 'success';
}

/** Contexts that are the same for all jobs; those of a leg are empty until it runs. */
function describeCall({ machine: { twin, event }, inputs, secrets }: Call): Contexts {
  return {
    github: { event_name: event.name, event: event.payload ?? {}, token: twin.token },
    inputs,
    secrets: { GITHUB_TOKEN: twin.token, ...secrets },
    matrix: {},
    steps: {},
    runner: {},
    strategy: {},
  };
}

/** A called workflow may take less than its caller has, never more: GitHub refuses to start it. */
function grant(asked: Permissions | null, granted: Permissions | null, job: string): Permissions {
  if (granted === null) return asked ?? DEFAULT_PERMISSIONS;
  for (const [scope, access] of Object.entries(asked ?? {})) {
    const most = granted[scope as keyof Permissions] ?? 'none';
    if (access === 'write' ? most !== 'write' : access === 'read' && most === 'none')
      throw new Error(`Job ${job} asks for ${scope}: ${access}, but its caller grants ${most}`);
  }
  return asked ?? granted;
}

/** Legs run at the same time, unless one that fails would cancel the rest. */
async function runLegs(job: Job, machine: Machine, contexts: Contexts): Promise<WorkflowResult> {
  const combinations = expandMatrix(job, contexts);
  const run = (matrix: Record<string, unknown>): Promise<LegResult> =>
    runLeg(job, machine, { contexts, matrix });
  if (!job.failFast) return join(await Promise.all(combinations.map(run)));
  const legs: LegResult[] = [];
  for (const matrix of combinations) {
    const cancelled = { job: job.id, matrix, result: 'cancelled', steps: [], outputs: {} } as const;
    legs.push(legs.some(({ result }) => result !== 'success') ? cancelled : await run(matrix));
  }
  return join(legs);
}

const join = (legs: readonly LegResult[]): WorkflowResult => ({
  legs,
  outputs: Object.assign({}, ...legs.map(({ outputs }) => outputs)) as Record<string, unknown>,
});

async function runCalled(
  job: Job,
  call: Call,
  { contexts, permissions }: { contexts: Contexts; permissions: Permissions },
): Promise<WorkflowResult> {
  const path =
    (job.uses ?? '')
      .replace(/^\.\//, '')
      .replace(/^[\w.-]+\/[\w.-]+\/(?=\.github\/)/, '')
      .split('@')[0] ?? '';
  const text = call.workflows[path];
  if (text === undefined) throw new Error(`The harness has no reusable workflow ${path}`);
  const workflow = readWorkflow(text);
  const given = interpolateDeep(job.with, contexts) as Record<string, unknown>;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(workflow.inputs, name));
  if (unknown.length > 0) throw new Error(`${path} has no input ${unknown.join(', ')}`);
  const inputs = Object.entries(workflow.inputs).map(([name, input]) => {
    if (input.required === true && !(name in given)) throw new Error(`${path} needs the input ${name}`);
    return [name, given[name] ?? input.default ?? ''];
  });
  return runJobs(workflow, { ...call, granted: permissions, inputs: Object.fromEntries(inputs) });
}
