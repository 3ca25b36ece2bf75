/** Reads out of the event which run and which commit our evidence comes from. Pure: nobody is asked. */

import type { ActionsContext } from './actions-context.ts';
import type { Repository } from './connection.ts';
import { fieldOf, numberOf, textOf } from './fields.ts';

/** Null: unknown. */
export interface TestedRun {
  readonly runId: number | null;
  readonly runAttempt: number | null;
  readonly workflow: string | null;
  /** Event that started the tested run. */
  readonly eventName: string | null;
  readonly sha: string | null;
  readonly branch: string | null;
  /** `owner/name` of the repository that the branch is in; null when unknown. */
  readonly headRepository: string | null;
  /** The pull request that the event itself is about: its head is `sha`. */
  readonly pullRequest: number | null;
}

export function readTestedRun(actions: ActionsContext): TestedRun {
  const { payload, eventName, runId, runAttempt, workflow } = actions;
  if (eventName === 'workflow_run') return readWorkflowRun(fieldOf(payload, 'workflow_run')) ?? UNKNOWN;
  return { runId, runAttempt, workflow, eventName, ...readCommit(actions) };
}

/** Our own run comes after the one that was tested: nothing of it can stand for that. */
const UNKNOWN: TestedRun = {
  runId: null,
  runAttempt: null,
  workflow: null,
  eventName: null,
  sha: null,
  branch: null,
  headRepository: null,
  pullRequest: null,
};

/** The `workflow_run` of an event and the answer of REST have the same shape. Null when the commit is missing. */
export function readWorkflowRun(run: unknown): TestedRun | null {
  const runId = numberOf(run, 'id');
  const sha = textOf(run, 'head_sha');
  if (runId === null || sha === null) return null;
  return {
    runId,
    runAttempt: numberOf(run, 'run_attempt') ?? 1,
    workflow: textOf(run, 'name'),
    eventName: textOf(run, 'event'),
    sha,
    branch: textOf(run, 'head_branch'),
    headRepository: textOf(fieldOf(run, 'head_repository'), 'full_name'),
    // The list of pull requests in a run is empty for forks and may be outdated: they are looked up instead.
    pullRequest: null,
  };
}

type Commit = Pick<TestedRun, 'sha' | 'branch' | 'headRepository' | 'pullRequest'>;

/** GITHUB_SHA of a pull request is a merge commit that nobody knows later: its head is what people see. */
function readCommit({ payload, sha, ref, repo }: ActionsContext): Commit {
  const pull = fieldOf(payload, 'pull_request');
  const head = fieldOf(pull, 'head');
  const headSha = textOf(head, 'sha');
  if (headSha !== null) {
    return {
      sha: headSha,
      branch: textOf(head, 'ref'),
      headRepository: textOf(fieldOf(head, 'repo'), 'full_name'),
      pullRequest: numberOf(pull, 'number'),
    };
  }
  return { sha, branch: branchOf(ref), headRepository: nameOf(repo), pullRequest: null };
}

/** `owner/name` */
export const nameOf = (repo: Repository | null): string | null =>
  repo === null ? null : `${repo.owner}/${repo.repo}`;

/** Null for tags and everything else that is no branch. */
export function branchOf(ref: string | null): string | null {
  return /^refs\/heads\/(.+)/s.exec(ref ?? '')?.[1] ?? null;
}

/** Why the token of this run can only read, whatever the workflow asks for; null when nothing is known of it. */
export type ReadOnlyToken = 'fork' | 'dependabot' | null;

export function explainToken({ eventName, actor, payload, repo }: ActionsContext): ReadOnlyToken {
  // These two run with the token of the base repository.
  if (eventName === 'workflow_run' || eventName === 'pull_request_target') return null;
  const pull = fieldOf(payload, 'pull_request');
  if (pull !== undefined) {
    const head = textOf(fieldOf(fieldOf(pull, 'head'), 'repo'), 'full_name');
    if (repo !== null && !isSameRepository(head, nameOf(repo))) return 'fork';
  }
  return actor === 'dependabot[bot]' ? 'dependabot' : null;
}

/** Names of repositories ignore case; one that is unknown is like no other. */
export function isSameRepository(one: string | null, other: string | null): boolean {
  return one !== null && one.toLowerCase() === other?.toLowerCase();
}
