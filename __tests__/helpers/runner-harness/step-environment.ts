/** The variables a GitHub-hosted runner sets for a step, and the places they name. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { idOf } from '../github-twin/represent/user.ts';
import type { Twin } from '../github-twin/twin.ts';
import { fullName } from '../github-twin/world.ts';
import { createCommandFiles, type CommandFiles } from './command-files.ts';

export interface WorkflowEvent {
  readonly name: string;
  /** What GITHUB_EVENT_PATH holds. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

export interface StepPlace {
  readonly twin: Twin;
  readonly runId: number;
  readonly attempt: number;
  readonly event: WorkflowEvent;
  /** Folder of the runner: workspace, temp and command files are made in it. */
  readonly folder: string;
  readonly job?: string;
}

export interface StepEnvironment {
  readonly env: Record<string, string>;
  readonly files: CommandFiles;
  readonly workspace: string;
}

const OS_NAMES = new Map([
  ['linux', 'Linux'],
  ['darwin', 'macOS'],
  ['win32', 'Windows'],
]);

/** Without inputs, and without the runtime token, which only actions get. */
export function prepareStep(place: StepPlace): StepEnvironment {
  const { twin, folder, job = 'stability' } = place;
  const paths = {
    HOME: join(folder, 'home'),
    GITHUB_WORKSPACE: join(folder, 'work', twin.world.name, twin.world.name),
    RUNNER_TEMP: join(folder, 'temp'),
    RUNNER_TOOL_CACHE: join(folder, 'tools'),
  };
  for (const path of Object.values(paths)) mkdirSync(path, { recursive: true });
  const eventPath = join(folder, 'event.json');
  writeFileSync(eventPath, JSON.stringify(place.event.payload ?? {}));
  const files = createCommandFiles(mkdtempSync(join(folder, 'commands-')));
  const workspace = paths.GITHUB_WORKSPACE;
  const env = {
    PATH: process.env['PATH'] ?? '',
    ...paths,
    ...files,
    ...describeRun(place),
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_JOB: job,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_RETENTION_DAYS: '90',
    RUNNER_OS: OS_NAMES.get(process.platform) ?? 'Linux',
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_NAME: 'GitHub Actions 1',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_WORKSPACE: dirname(workspace),
  };
  return { env, files, workspace };
}

function describeRun({ twin, runId, attempt, event }: StepPlace): Record<string, string> {
  const {
    ACTIONS_RUNTIME_TOKEN: _token,
    ACTIONS_RESULTS_URL: _url,
    ...place
  } = twin.environment(runId, attempt);
  const attempts = twin.world.runs.get(runId) ?? [];
  const run =
    attempts.find((known) => known.attempt === attempt) ??
    twin.addRun({ ...attempts.at(-1), id: runId, attempt, event: event.name });
  const { owner, defaultBranch } = twin.world;
  const repository = fullName(twin.world);
  const pull = readPull(event);
  const branch = event.name === 'workflow_run' ? defaultBranch : run.headBranch;
  const ref = pull === null ? `refs/heads/${branch}` : `refs/pull/${pull.number}/merge`;
  return {
    ...place,
    GITHUB_GRAPHQL_URL: place['GITHUB_API_URL']?.replace('/v3', '/graphql') ?? '',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_SHA: run.headSha,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(?:heads|pull)\//, ''),
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_HEAD_REF: pull?.head ?? '',
    GITHUB_BASE_REF: pull?.base ?? '',
    GITHUB_REPOSITORY_ID: `${idOf(repository)}`,
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: `${idOf(owner)}`,
    GITHUB_RUN_NUMBER: `${runId % 1000}`,
    GITHUB_ACTOR: owner,
    GITHUB_ACTOR_ID: `${idOf(owner)}`,
    GITHUB_TRIGGERING_ACTOR: owner,
    GITHUB_WORKFLOW: run.name,
    GITHUB_WORKFLOW_REF: `${repository}/${run.path}@${ref}`,
    GITHUB_WORKFLOW_SHA: run.headSha,
    GITHUB_ACTION: '__run',
  };
}

function readPull({ payload }: WorkflowEvent): { number: number; head: string; base: string } | null {
  const pull = payload?.['pull_request'] as
    { number: number; head?: { ref?: string }; base?: { ref?: string } } | undefined;
  return pull === undefined
    ? null
    : { number: pull.number, head: pull.head?.ref ?? '', base: pull.base?.ref ?? '' };
}
