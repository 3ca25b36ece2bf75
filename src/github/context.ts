/** Where we are: which run the evidence comes from, its branch and its pull request. */
import type { RunContext } from '../model/publication.ts';
import type { Connection } from './connection.ts';
import { explainFailure, type Failure } from './failure.ts';
import { fieldOf, textOf } from './fields.ts';
import { findPullRequest } from './pull-request.ts';
import {
  branchOf,
  explainToken,
  isSameRepository,
  readTestedRun,
  readWorkflowRun,
  type ActionsContext,
  type ReadOnlyToken,
  type TestedRun,
} from './tested-run.ts';

export interface ContextOptions {
  readonly actions: ActionsContext;
  /** Run whose artifacts are read, when the user names one; null: as the event says. */
  readonly runId: number | null;
  /** ISO 8601, UTC. */
  readonly now: string;
}

export interface Situation {
  readonly run: RunContext;
  readonly readOnlyToken: ReadOnlyToken;
  /** One line for each thing that could not be found out. */
  readonly advice: readonly string[];
}

export async function readSituation(connection: Connection, options: ContextOptions): Promise<Situation> {
  const { actions, now } = options;
  const advice: string[] = [];
  const found = await lookUpRun(connection, { ...options, advice });
  const tested = found ?? describeUnknown(options);
  const asked = { actions, tested, advice };
  const isDefaultBranch = found !== null && (await isOnDefaultBranch(connection, asked));
  const needsLookUp = found !== null && found.pullRequest === null && !isDefaultBranch;
  const pullRequest = needsLookUp ? await lookUpPull(connection, asked) : tested.pullRequest;
  const { repo, serverUrl } = actions;
  const home = serverUrl.replace(/\/+$/, '');
  const { runId, runAttempt, workflow, sha, branch } = tested;
  const attempt = runAttempt > 1 ? `/attempts/${runAttempt}` : '';
  return {
    run: {
      owner: repo.owner,
      repository: repo.repo,
      serverUrl: home,
      runUrl: `${home}/${repo.owner}/${repo.repo}/actions/runs/${runId}${attempt}`,
      publisherUrl: `${home}/${repo.owner}/${repo.repo}/actions/runs/${actions.runId}`,
      eventName: actions.eventName,
      runId,
      runAttempt,
      workflow,
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

interface Asked {
  readonly actions: ActionsContext;
  readonly tested: TestedRun;
  readonly advice: string[];
}

/** Null when the run that the user names cannot be read. */
async function lookUpRun(
  { client, repository }: Connection,
  { actions, runId, advice }: ContextOptions & { readonly advice: string[] },
): Promise<TestedRun | null> {
  const tested = readTestedRun(actions);
  if (runId === null || runId === tested.runId) return tested;
  try {
    const { data } = await client.rest.actions.getWorkflowRun({ ...repository, run_id: runId });
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
  return { ...ours, runId: runId ?? ours.runId, runAttempt: 1, pullRequest: null };
}

/** A fork may call its branch as we call ours, and a pull request may come from our default branch. */
async function isOnDefaultBranch(connection: Connection, { actions, tested }: Asked): Promise<boolean> {
  const { owner, repo } = connection.repository;
  if (tested.branch === null || tested.eventName.startsWith('pull_request')) return false;
  if (!isSameRepository(tested.headRepository, `${owner}/${repo}`)) return false;
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
    const { data } = await client.rest.repos.get({ ...repository });
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
