/** Events as GitHub hands them to a step, cut to what matters. */
import type { ActionsContext } from '../../src/github/actions-context.ts';

export const OURS = 'octo-org/shop';
export const FORK = 'mallory/shop';
export const HEAD = 'c0ffee0000000000000000000000000000000001';
export const MERGE = 'beef000000000000000000000000000000000002';

const REPOSITORY = { full_name: OURS, default_branch: 'main' };

export function makeEvent(change: Partial<ActionsContext> = {}): ActionsContext {
  return {
    eventName: 'push',
    sha: HEAD,
    ref: 'refs/heads/main',
    workflow: 'nightly',
    actor: 'octocat',
    runId: 77,
    runAttempt: 1,
    serverUrl: 'https://github.com',
    apiUrl: 'https://api.github.com',
    summaryPath: null,
    hasRuntime: true,
    repo: { owner: 'octo-org', repo: 'shop' },
    payload: { repository: REPOSITORY },
    ...change,
  };
}

/** `from`: repository of the head. */
export const makePullEvent = (from: string | null, change: Partial<ActionsContext> = {}): ActionsContext =>
  makeEvent({
    eventName: 'pull_request',
    sha: MERGE,
    ref: 'refs/pull/5/merge',
    payload: {
      repository: REPOSITORY,
      pull_request: {
        number: 5,
        head: { sha: HEAD, ref: 'topic', repo: from === null ? null : { full_name: from } },
        base: { ref: 'main', repo: { full_name: OURS } },
      },
    },
    ...change,
  });

/** Runs on the default branch, after another run has ended. */
export const makeWorkflowRunEvent = (run: Record<string, unknown>): ActionsContext =>
  makeEvent({
    eventName: 'workflow_run',
    workflow: 'publish',
    sha: MERGE,
    payload: {
      repository: REPOSITORY,
      workflow_run: {
        id: 4711,
        run_attempt: 2,
        name: 'tests',
        event: 'pull_request',
        head_sha: HEAD,
        head_branch: 'topic',
        head_repository: { full_name: FORK },
        pull_requests: [],
        ...run,
      },
    },
  });
