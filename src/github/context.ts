/** Where we are: which run the evidence comes from, its branch and its pull request. */
import type { RunContext } from '../model/publication.ts';
import type { ActionsContext } from './actions-context.ts';
import type { Connection } from './connection.ts';
import { explainFailure, type Failure } from './failure.ts';
import { fieldOf, textOf } from './fields.ts';
import { findPullRequest } from './pull-request.ts';
import {
  branchOf,
  explainToken,
  isSameRepository,
  nameOf,
  readTestedRun,
  readWorkflowRun,
  type ReadOnlyToken,
  type TestedRun,
} from './tested-run.ts';

export interface ContextOptions {
  readonly actions: ActionsContext;
  /** Run whose artifacts are read, when the user names one; null: as the event says. */
  readonly runId: number | null;
  /** A pull request that nobody comments on is not looked up. */
  readonly wantsComment: boolean;
  /** ISO 8601, UTC. */
  readonly now: string;
}

export interface Situation {
  readonly run: RunContext;
  readonly readOnlyToken: ReadOnlyToken;
  /** One line for each thing that could not be found out. */
  readonly advice: readonly string[];
}

/** `connection`: null when the repository is unknown; then nobody is asked, and no pull request can be reached. */
export async function readSituation(
  connection: Connection | null,
  options: ContextOptions,
): Promise<Situation> {
  const { actions, now, wantsComment } = options;
  const advice: string[] = [];
  const found = await lookUpRun(connection, { ...options, advice });
  const tested = found ?? describeUnknown(options);
  const { isDefaultBranch, pullRequest } =
    connection === null || found === null
      ? { isDefaultBranch: false, pullRequest: null }
      : await placeRun(connection, { actions, tested: found, wantsComment, advice });
  const { runId, runAttempt, workflow, sha, branch } = tested;
  const attempt = (runAttempt ?? 1) > 1 ? `/attempts/${runAttempt}` : '';
  const runUrl = addressOfRun(actions, runId);
  return {
    run: {
      repository: nameOf(actions.repo),
      serverUrl: actions.serverUrl,
      runUrl: runUrl === null ? null : `${runUrl}${attempt}`,
      publisherUrl: addressOfRun(actions, actions.runId),
      eventName: actions.eventName,
      runId,
      runAttempt,
      workflow: workflow ?? 'unknown',
      sha,
      branch,
      isDefaultBranch,
      pullRequest,
      now,
    },
    readOnlyToken: explainToken(actions),
    advice,
  };
}

/** Page of a run of our repository; null when one of them is unknown. */
export function addressOfRun({ serverUrl, repo }: ActionsContext, runId: number | null): string | null {
  return repo === null || runId === null ? null : `${serverUrl}/${nameOf(repo)}/actions/runs/${runId}`;
}

async function placeRun(
  connection: Connection,
  asked: Asked,
): Promise<Pick<RunContext, 'isDefaultBranch' | 'pullRequest'>> {
  const isDefaultBranch = await isOnDefaultBranch(connection, asked);
  const { pullRequest } = asked.tested;
  const isSettled = pullRequest !== null || isDefaultBranch || !asked.wantsComment;
  return { isDefaultBranch, pullRequest: isSettled ? pullRequest : await lookUpPull(connection, asked) };
}

interface Asked {
  readonly actions: ActionsContext;
  readonly tested: TestedRun;
  readonly wantsComment: boolean;
  readonly advice: string[];
}

/** Null when the run that the user names cannot be read. */
async function lookUpRun(
  connection: Connection | null,
  { actions, runId, advice }: ContextOptions & { readonly advice: string[] },
): Promise<TestedRun | null> {
  const tested = readTestedRun(actions);
  if (runId === null || runId === tested.runId) return tested;
  if (connection === null) return null;
  try {
    const { client, repository } = connection;
    const { rest } = await client();
    const { data } = await rest.actions.getWorkflowRun({ ...repository, run_id: runId });
    return readWorkflowRun(data);
  } catch (error) {
    const why = sayWhy(explainFailure(error), 'actions: read');
    advice.push(`${why}: the commit and branch of run ${runId} are unknown, so ours are shown`);
    return null;
  }
}

/** Of our own run, except that nothing may follow from it: neither an issue nor a comment belongs to its branch. */
function describeUnknown({ actions, runId }: ContextOptions): TestedRun {
  const ours = readTestedRun(actions);
  return { ...ours, runId: runId ?? ours.runId, runAttempt: null, pullRequest: null };
}

/** A fork may call its branch as we call ours, and a pull request may come from our default branch. */
async function isOnDefaultBranch(connection: Connection, { actions, tested }: Asked): Promise<boolean> {
  if (tested.branch === null || (tested.eventName ?? 'pull_request').startsWith('pull_request')) return false;
  if (!isSameRepository(tested.headRepository, nameOf(connection.repository))) return false;
  return tested.branch === (await findDefaultBranch(connection, actions));
}

async function findDefaultBranch(
  { client, repository }: Connection,
  { payload, eventName, ref }: ActionsContext,
): Promise<string | null> {
  const named = textOf(fieldOf(payload, 'repository'), 'default_branch');
  if (named !== null) return named;
  // Schedules run on the default branch only, and their events hardly say anything.
  if (eventName === 'schedule') return branchOf(ref);
  try {
    const { rest } = await client();
    const { data } = await rest.repos.get({ ...repository });
    return data.default_branch;
  } catch {
    return null;
  }
}

async function lookUpPull(
  connection: Connection,
  { actions, tested, advice }: Asked,
): Promise<number | null> {
  try {
    return await findPullRequest(connection, tested);
  } catch (error) {
    // Whoever publishes from workflow_run wants the comment; a push without a pull request misses nothing.
    if (actions.eventName === 'workflow_run') {
      advice.push(
        `${sayWhy(explainFailure(error), 'pull-requests: write')}: the pull request is unknown and gets no comment`,
      );
    }
    return null;
  }
}

const sayWhy = ({ kind, cause }: Failure, permission: string): string =>
  kind === 'permission' ? `${permission} is missing in the job's permissions` : cause;
