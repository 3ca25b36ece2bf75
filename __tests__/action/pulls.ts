/** Pull request 5 of the twin, and the events that are about it. */
import type { PullSpec } from '../helpers/github-twin/builders.ts';
import type { Twin } from '../helpers/github-twin/twin.ts';
import type { ActionRun } from './stage.ts';

type Event = NonNullable<ActionRun['event']>;

export const OURS = 'octo-org/shop';
export const FORK = 'mallory/shop';
export const HEAD = 'c0ffee0000000000000000000000000000000001';
export const PULL = 5;

export function addPull(twin: Twin, spec: Partial<PullSpec> = {}): void {
  twin.addPullRequest({ number: PULL, headSha: HEAD, headRef: 'topic', ...spec });
}

const REPOSITORY = { full_name: OURS, default_branch: 'main' };

/** `from`: repository of the head. */
export const makePullEvent = ({ from = OURS }: { from?: string } = {}): Event => ({
  name: 'pull_request',
  payload: {
    repository: REPOSITORY,
    pull_request: {
      number: PULL,
      head: { sha: HEAD, ref: 'topic', repo: { full_name: from } },
      base: { ref: 'main', repo: { full_name: OURS } },
    },
  },
});

/** The run with the artifacts: its event names no pull request when it came from a fork. */
export const TESTS_RUN = 500;

export const makeWorkflowRunEvent = (change: Readonly<Record<string, unknown>> = {}): Event => ({
  name: 'workflow_run',
  payload: {
    action: 'completed',
    repository: REPOSITORY,
    workflow_run: {
      id: TESTS_RUN,
      run_attempt: 1,
      name: 'tests',
      event: 'pull_request',
      head_sha: HEAD,
      head_branch: 'topic',
      head_repository: { full_name: FORK },
      pull_requests: [],
      ...change,
    },
  },
});
