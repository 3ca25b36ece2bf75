import { describe, expect, it } from 'vitest';
import { findPullRequest } from '../../src/github/pull-request.ts';
import type { TestedRun } from '../../src/github/tested-run.ts';
import { startTwin } from '../helpers/github-twin/twin.ts';
import { connectTwin, countRequests } from './connect-twin.ts';
import { FORK, HEAD, OURS } from './events.ts';

const OTHER = 'd00d000000000000000000000000000000000003';

const RUN: TestedRun = {
  runId: 1,
  runAttempt: 1,
  workflow: 'tests',
  eventName: 'pull_request',
  sha: HEAD,
  branch: 'topic',
  headRepository: FORK,
  pullRequest: null,
};

describe('findPullRequest', () => {
  it('finds the pull request of a fork by its head (trap 15)', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 4, headSha: OTHER, headRepository: 'alice/shop' });
    twin.addPullRequest({ number: 5, headSha: HEAD, headRepository: FORK });
    expect(await findPullRequest(connectTwin(twin), RUN)).toBe(5);
    twin.assertNoViolations();
  });

  it('finds none when the head has moved on', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 5, headSha: OTHER, headRepository: FORK });
    expect(await findPullRequest(connectTwin(twin), RUN)).toBeNull();
  });

  it('finds none when the pull request is closed', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 5, headSha: HEAD, headRepository: FORK, state: 'closed' });
    expect(await findPullRequest(connectTwin(twin), RUN)).toBeNull();
  });

  it('is not led to the pull request of another repository that has the same commit', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 4, headSha: HEAD, headRepository: OURS });
    twin.addPullRequest({ number: 5, headSha: HEAD, headRepository: FORK });
    const connection = connectTwin(twin);
    expect(await findPullRequest(connection, RUN)).toBe(5);
    expect(await findPullRequest(connection, { ...RUN, headRepository: 'octo-org/Shop' })).toBe(4);
    expect(await findPullRequest(connection, { ...RUN, headRepository: 'mallory/other' })).toBeNull();
  });

  it('takes the oldest of several with one head', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 9, headSha: HEAD, headRepository: FORK, baseRef: 'release' });
    twin.addPullRequest({ number: 7, headSha: HEAD, headRepository: FORK });
    expect(await findPullRequest(connectTwin(twin), RUN)).toBe(7);
  });

  it('looks at all open pull requests when the branch is unknown', async () => {
    await using twin = await startTwin();
    for (let number = 1; number <= 130; number += 1) twin.addPullRequest({ number, headSha: OTHER });
    twin.addPullRequest({ number: 131, headSha: HEAD, headRepository: FORK });
    expect(await findPullRequest(connectTwin(twin), { ...RUN, branch: null })).toBe(131);
    expect(await findPullRequest(connectTwin(twin), { ...RUN, headRepository: null })).toBe(131);
    expect(countRequests(twin, 'pulls/list')).toBe(4);
    twin.assertNoViolations();
  });
});
