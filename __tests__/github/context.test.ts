import { describe, expect, it } from 'vitest';
import { connect } from '../../src/github/connection.ts';
import { readSituation, type ContextOptions, type Situation } from '../../src/github/context.ts';
import { badGateway, missingPermission } from '../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { connectTwin, countRequests } from './connect-twin.ts';
import { FORK, HEAD, makeEvent, makePullEvent, makeWorkflowRunEvent, OURS } from './events.ts';
import { startSmallServer } from './small-server.ts';

const NOW = '2026-01-02T03:04:05.000Z';

const read = (
  twin: Twin,
  actions: ContextOptions['actions'],
  runId: number | null = null,
): Promise<Situation> => readSituation(connectTwin(twin), { actions, runId, wantsComment: true, now: NOW });

describe('readSituation', () => {
  it('knows a schedule without asking anybody (trap 16)', async () => {
    await using twin = await startTwin();
    const situation = await read(
      twin,
      makeEvent({ eventName: 'schedule', payload: { schedule: '17 3 * * *' } }),
    );
    expect(situation).toEqual({
      run: {
        repository: 'octo-org/shop',
        serverUrl: 'https://github.com',
        runId: 77,
        runAttempt: 1,
        runUrl: 'https://github.com/octo-org/shop/actions/runs/77',
        publisherUrl: 'https://github.com/octo-org/shop/actions/runs/77',
        workflow: 'nightly',
        eventName: 'schedule',
        sha: HEAD,
        branch: 'main',
        isDefaultBranch: true,
        pullRequest: null,
        now: NOW,
      },
      readOnlyToken: null,
      advice: [],
    });
    expect(twin.requests).toEqual([]);
  });

  it('links to the attempt of a re-run', async () => {
    await using twin = await startTwin();
    const { run } = await read(twin, makeEvent({ runAttempt: 2, serverUrl: 'https://ghe.example' }));
    expect(run.runUrl).toBe('https://ghe.example/octo-org/shop/actions/runs/77/attempts/2');
  });

  it('takes the number of a pull request from its own event', async () => {
    await using twin = await startTwin();
    const { run, readOnlyToken } = await read(twin, makePullEvent(FORK));
    expect(run).toMatchObject({ sha: HEAD, branch: 'topic', isDefaultBranch: false, pullRequest: 5 });
    expect(readOnlyToken).toBe('fork');
    expect(twin.requests).toEqual([]);
  });

  it('finds the pull request of a fork after workflow_run (trap 15)', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 5, headSha: HEAD, headRepository: FORK });
    const { run, readOnlyToken, advice } = await read(twin, makeWorkflowRunEvent({}));
    expect(run).toMatchObject({
      runId: 4711,
      runAttempt: 2,
      runUrl: 'https://github.com/octo-org/shop/actions/runs/4711/attempts/2',
      workflow: 'tests',
      eventName: 'workflow_run',
      sha: HEAD,
      branch: 'topic',
      pullRequest: 5,
    });
    expect({ readOnlyToken, advice }).toEqual({ readOnlyToken: null, advice: [] });
    twin.assertNoViolations();
  });

  it('does not believe the number that a run claims', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 666, headSha: 'd00d000000000000000000000000000000000003' });
    const { run } = await read(twin, makeWorkflowRunEvent({ pull_requests: [{ number: 666 }] }));
    expect(run.pullRequest).toBeNull();
  });

  it('does not take the main of a fork, or a pull request from main, for the default branch', async () => {
    await using twin = await startTwin();
    const isDefault = async (change: Record<string, unknown>): Promise<boolean> =>
      (await read(twin, makeWorkflowRunEvent({ event: 'push', head_branch: 'main', ...change }))).run
        .isDefaultBranch;
    expect(await isDefault({ head_repository: { full_name: OURS } })).toBe(true);
    expect(await isDefault({ head_repository: { full_name: FORK } })).toBe(false);
    expect(await isDefault({ head_repository: null })).toBe(false);
    expect(await isDefault({ head_repository: { full_name: OURS }, event: 'pull_request' })).toBe(false);
    expect(await isDefault({ head_repository: { full_name: OURS }, head_branch: 'topic' })).toBe(false);
  });

  it('finds the pull request of a pushed branch', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 8, headSha: HEAD });
    const { run } = await read(twin, makeEvent({ ref: 'refs/heads/topic' }));
    expect(run).toMatchObject({ pullRequest: 8, isDefaultBranch: false });
  });

  it('says which permission the pull request needs, once, and only after workflow_run', async () => {
    await using twin = await startTwin();
    twin.fail('pulls/list', missingPermission(), { times: Infinity });
    const { run, advice } = await read(twin, makeWorkflowRunEvent({}));
    expect(run.pullRequest).toBeNull();
    expect(advice).toEqual([
      "pull-requests: write is missing in the job's permissions: the pull request is unknown and gets no comment",
    ]);
    expect((await read(twin, makeEvent({ ref: 'refs/heads/topic' }))).advice).toEqual([]);
  });

  it('looks up the run that the user names', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: 900, headSha: HEAD, headBranch: 'topic', name: 'tests' });
    twin.addRun({ id: 900, headSha: HEAD, headBranch: 'topic', name: 'tests', attempt: 2 });
    const { run, advice } = await read(twin, makeEvent({ sha: 'f'.repeat(40) }), 900);
    expect(run).toMatchObject({ runId: 900, runAttempt: 2, workflow: 'tests', sha: HEAD, branch: 'topic' });
    expect({ advice, event: run.eventName }).toEqual({ advice: [], event: 'push' });
    twin.assertNoViolations();
  });

  it('asks nobody about its own run', async () => {
    await using twin = await startTwin();
    expect((await read(twin, makeEvent(), 77)).run.runId).toBe(77);
    expect(countRequests(twin, 'actions/get-workflow-run')).toBe(0);
  });

  it('keeps its own commit when the named run cannot be read, and says why', async () => {
    await using twin = await startTwin();
    twin.setPermissions({ contents: 'read' });
    const refused = await read(twin, makeEvent(), 900);
    expect(refused.run).toMatchObject({ runId: 900, sha: HEAD });
    expect(refused.advice).toEqual([
      "actions: read is missing in the job's permissions: the commit and branch of run 900 are unknown, so ours are shown",
    ]);
    twin.fail('actions/get-workflow-run', badGateway(), { times: 4 });
    expect((await read(twin, makeEvent(), 900)).advice).toEqual([
      'GitHub answered 502, again and again: the commit and branch of run 900 are unknown, so ours are shown',
    ]);
  });

  it('draws no conclusion about branch and pull request from a run that it cannot read', async () => {
    await using twin = await startTwin({ permissions: { 'pull-requests': 'write' } });
    twin.addPullRequest({ number: 5, headSha: HEAD });
    const events = [makeEvent(), makeEvent({ ref: 'refs/heads/topic' }), makePullEvent(OURS)];
    for (const event of events) {
      const { run } = await read(twin, event, 900);
      expect(run).toMatchObject({ runId: 900, sha: HEAD, isDefaultBranch: false, pullRequest: null });
    }
  });
});

describe('the default branch', () => {
  const DISPATCH = makeEvent({ eventName: 'repository_dispatch', payload: {} });

  it.each([
    [{ body: '{"default_branch":"main"}' }, true],
    [{ body: '{"default_branch":"trunk"}' }, false],
    [{ status: 403, body: '{"message":"Resource not accessible by integration"}' }, false],
  ])('comes from REST when the event does not name it: %j', async (answer, expected) => {
    await using server = await startSmallServer({ 'GET /repos/octo-org/shop': answer });
    const connection = connect({
      token: 'ghs_1',
      apiUrl: server.url,
      userAgent: 'test',
      repository: { owner: 'octo-org', repo: 'shop' },
      signal: new AbortController().signal,
      pace: { secondMs: 0 },
    });
    const { run } = await readSituation(connection, {
      actions: DISPATCH,
      runId: null,
      wantsComment: true,
      now: NOW,
    });
    expect(run.isDefaultBranch).toBe(expected);
    expect(server.requests[0]).toBe('GET /repos/octo-org/shop');
  });
});
