/**
 * What a step's environment and its event say. Read here once, as they are documented: any variable may be missing,
 * empty or nonsense, and costs only what depends on it. Pure.
 */
import { parseJson } from '../kit/shape.ts';
import type { Repository } from './connection.ts';
import { fieldOf, numberOf, textOf } from './fields.ts';

/** Null: unknown. */
export interface ActionsContext {
  readonly eventName: string | null;
  /** Hexadecimal. */
  readonly sha: string | null;
  /** `refs/heads/main`. */
  readonly ref: string | null;
  readonly workflow: string | null;
  readonly actor: string | null;
  readonly runId: number | null;
  /** From 1. */
  readonly runAttempt: number | null;
  /** https://github.com, or that of a GitHub Enterprise Server, without a final slash. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly repo: Repository | null;
  /** The event as GitHub sent it; nearly empty for `schedule`. */
  readonly payload: Readonly<Record<string, unknown>> | null;
  /** GITHUB_STEP_SUMMARY: a server may be too old for it. */
  readonly summaryPath: string | null;
  /** What only actions get: without it the artifacts of this run cannot be reached. */
  readonly hasRuntime: boolean;
}

export interface StepFacts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text of GITHUB_EVENT_PATH; null when there is none that can be read. */
  readonly event: string | null;
}

export interface ReadContext {
  readonly actions: ActionsContext;
  /** Variables that are set to what packages which read them by themselves stumble over. */
  readonly unusable: readonly string[];
  /** One line for each thing that is unknown: why, and what it costs. */
  readonly advice: readonly string[];
}

type Name = keyof typeof SHAPES;

/** What a variable must look like, and what it is not when it does not. */
const SHAPES = {
  GITHUB_EVENT_NAME: [/^\w+$/, 'no name of an event'],
  GITHUB_SHA: [/^[\da-f]{7,64}$/i, 'no commit'],
  GITHUB_REF: [/^refs\/./, 'no ref'],
  GITHUB_WORKFLOW: [/./s, 'no name'],
  GITHUB_ACTOR: [/./s, 'no name'],
  GITHUB_RUN_ID: [/^[1-9]\d{0,14}$/, 'no number'],
  GITHUB_RUN_ATTEMPT: [/^[1-9]\d{0,8}$/, 'no number'],
  GITHUB_REPOSITORY: [/^[\w.-]+\/[\w.-]+$/, 'not owner/name'],
  GITHUB_SERVER_URL: [/^https?:\/\/[^\s/]/, 'no address'],
  GITHUB_API_URL: [/^https?:\/\/[^\s/]/, 'no address'],
  GITHUB_STEP_SUMMARY: [/./s, 'no path'],
  ACTIONS_RUNTIME_TOKEN: [/^[\w-]+\.[\w-]+\.[\w-]*$/, 'no token'],
  ACTIONS_RESULTS_URL: [/^https?:\/\/[^\s/]/, 'no address'],
} as const satisfies Readonly<Record<string, readonly [RegExp, string]>>;

const READ_BY_PACKAGES: readonly Name[] = [
  'GITHUB_SERVER_URL',
  'GITHUB_API_URL',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_RESULTS_URL',
];

const SERVER_URL = 'https://github.com';
const API_URL = 'https://api.github.com';

export function readActionsContext(facts: StepFacts): ReadContext {
  const text = (name: Name): string | null => textOfVariable(facts.environment[name], name);
  const number = (name: Name): number | null => {
    const digits = text(name);
    return digits === null ? null : Number(digits);
  };
  const payload = readPayload(facts.event);
  const actions: ActionsContext = {
    eventName: text('GITHUB_EVENT_NAME'),
    sha: text('GITHUB_SHA'),
    ref: text('GITHUB_REF'),
    workflow: text('GITHUB_WORKFLOW'),
    actor: text('GITHUB_ACTOR'),
    runId: number('GITHUB_RUN_ID'),
    runAttempt: number('GITHUB_RUN_ATTEMPT'),
    serverUrl: (text('GITHUB_SERVER_URL') ?? SERVER_URL).replace(/\/+$/, ''),
    apiUrl: (text('GITHUB_API_URL') ?? API_URL).replace(/\/+$/, ''),
    repo: readRepository(text('GITHUB_REPOSITORY'), payload),
    payload,
    summaryPath: text('GITHUB_STEP_SUMMARY'),
    hasRuntime: text('ACTIONS_RUNTIME_TOKEN') !== null && text('ACTIONS_RESULTS_URL') !== null,
  };
  return { actions, unusable: listUnusable(facts, payload), advice: adviseOnContext(actions, facts) };
}

function textOfVariable(value: string | undefined, name: Name): string | null {
  const [shape] = SHAPES[name];
  if (value === undefined || !shape.test(value)) return null;
  return name.endsWith('_URL') && !URL.canParse(value) ? null : value;
}

function readPayload(event: string | null): ActionsContext['payload'] {
  const value = parseJson(event ?? '');
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : null;
}

/** Events name their repository too, all but the nearly empty ones. */
function readRepository(name: string | null, payload: unknown): Repository | null {
  const told = textOf(fieldOf(payload, 'repository'), 'full_name') ?? '';
  const [owner, repo] = (name ?? textOfVariable(told, 'GITHUB_REPOSITORY') ?? '').split('/');
  return owner === undefined || repo === undefined ? null : { owner, repo };
}

function listUnusable({ environment }: StepFacts, payload: ActionsContext['payload']): string[] {
  const unusable = READ_BY_PACKAGES.filter(
    (name) => environment[name] !== undefined && textOfVariable(environment[name], name) === null,
  );
  const hasBrokenEvent = environment['GITHUB_EVENT_PATH'] !== undefined && payload === null;
  return [...unusable, ...(hasBrokenEvent ? ['GITHUB_EVENT_PATH'] : [])];
}

function adviseOnContext(actions: ActionsContext, { environment, event }: StepFacts): string[] {
  const state = (name: Name): string =>
    (environment[name] ?? '') === '' ? 'is not set' : `is ${SHAPES[name][1]}`;
  const lost = (name: Name, isLost: boolean, cost: string): string[] =>
    isLost ? [`${name} ${state(name)}: ${cost}`] : [];
  const { eventName, payload } = actions;
  const isOther = eventName === 'workflow_run';
  const head = textOf(fieldOf(fieldOf(payload, 'pull_request'), 'head'), 'sha');
  const isOwnCommit = !isOther && head === null;
  const isNonsense = (name: Name): boolean => state(name) !== 'is not set' && isUnknown(name);
  const isUnknown = (name: Name): boolean => textOfVariable(environment[name], name) === null;
  return [
    ...lost('GITHUB_REPOSITORY', actions.repo === null, COSTS.repository),
    ...lost('GITHUB_RUN_ID', actions.runId === null, isOther ? COSTS.link : COSTS.run),
    ...lost('GITHUB_EVENT_NAME', eventName === null, COSTS.project),
    ...lost('GITHUB_SHA', isOwnCommit && actions.sha === null, COSTS.commit),
    ...lost('GITHUB_REF', isOwnCommit && actions.ref === null, COSTS.project),
    ...lost('GITHUB_WORKFLOW', !isOther && actions.workflow === null, COSTS.workflow),
    ...lost('GITHUB_SERVER_URL', isNonsense('GITHUB_SERVER_URL'), `${SERVER_URL} is taken for it`),
    ...lost('GITHUB_API_URL', isNonsense('GITHUB_API_URL'), `${API_URL} is taken for it`),
    ...lost('GITHUB_STEP_SUMMARY', actions.summaryPath === null, 'there is no job summary'),
    ...adviseOnEvent(actions, { path: environment['GITHUB_EVENT_PATH'] ?? '', event }),
  ];
}

const COSTS = {
  repository: 'no comment, issue or check run can be written, and links are left out',
  run: 'links to this run are left out, and no issue is opened, updated or closed',
  link: 'links to this run are left out',
  project:
    'whether this is a run of the default branch is unknown, so by default it makes no issue and no alert',
  commit:
    'the commit is unknown, so no pull request is found, and neither a check run nor an issue is written',
  workflow: 'comments and issues call the workflow "unknown"',
} as const;

/** Only where something is lost: other events say nothing that could not be found out elsewhere. */
function adviseOnEvent(
  { eventName, payload }: ActionsContext,
  { path, event }: { readonly path: string; readonly event: string | null },
): string[] {
  if (eventName === null) return [];
  const isPull = eventName.startsWith('pull_request') && fieldOf(payload, 'pull_request') === undefined;
  const other = fieldOf(payload, 'workflow_run');
  const isNamed = numberOf(other, 'id') !== null && textOf(other, 'head_sha') !== null;
  const isOther = eventName === 'workflow_run' && !isNamed;
  if (!isPull && !isOther) return [];
  const cost = isPull
    ? 'the pull request is unknown and gets no comment'
    : 'the run that has ended is unknown, so no comment, issue or check run is written about it';
  return [`${explainEvent({ path, event, payload })}: ${cost}`];
}

function explainEvent({
  path,
  event,
  payload,
}: Pick<ActionsContext, 'payload'> & { readonly path: string; readonly event: string | null }): string {
  if (path === '') return 'GITHUB_EVENT_PATH is not set';
  if (event === null) return 'GITHUB_EVENT_PATH cannot be read';
  return payload === null ? 'GITHUB_EVENT_PATH holds no event in JSON' : 'the event does not say enough';
}
