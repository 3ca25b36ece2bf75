import { describe, expect, it } from 'vitest';
import { explainToken, readTestedRun } from '../../src/github/tested-run.ts';
import { FORK, HEAD, makeEvent, makePullEvent, makeWorkflowRunEvent, MERGE, OURS } from './events.ts';

describe('the tested run', () => {
  it('is our own on a push', () => {
    expect(readTestedRun(makeEvent())).toEqual({
      runId: 77,
      runAttempt: 1,
      workflow: 'nightly',
      eventName: 'push',
      sha: HEAD,
      branch: 'main',
      headRepository: OURS,
      pullRequest: null,
    });
  });

  it('has the head of the pull request for its commit, not the merge commit', () => {
    const event = makePullEvent(OURS);
    expect(event.sha).toBe(MERGE);
    expect(readTestedRun(event)).toMatchObject({ sha: HEAD, branch: 'topic', pullRequest: 5 });
  });

  it('is the one that has ended on workflow_run, whatever pull request it claims', () => {
    const event = makeWorkflowRunEvent({ pull_requests: [{ number: 666 }] });
    expect(readTestedRun(event)).toEqual({
      runId: 4711,
      runAttempt: 2,
      workflow: 'tests',
      eventName: 'pull_request',
      sha: HEAD,
      branch: 'topic',
      headRepository: FORK,
      pullRequest: null,
    });
  });

  it('has no branch on a tag', () => {
    expect(readTestedRun(makeEvent({ ref: 'refs/tags/v1' })).branch).toBeNull();
  });

  const strange = [null, {}, { workflow_run: null }, { pull_request: { head: [] } }];
  it.each(strange)('is our own when the payload is %j (trap 16)', (payload) => {
    for (const eventName of ['schedule', 'pull_request', null]) {
      const run = readTestedRun(makeEvent({ eventName, payload }));
      expect(run).toMatchObject({ runId: 77, sha: HEAD, branch: 'main', pullRequest: null });
    }
  });

  it.each(strange)('is unknown after another run when the payload is %j: it is not ours', (payload) => {
    const run = readTestedRun(makeEvent({ eventName: 'workflow_run', payload }));
    expect(Object.values(run)).toEqual(Array.from({ length: 8 }, () => null));
  });

  it('has no branch where the ref names none', () => {
    for (const ref of [null, 'refs/heads/', 'refs/pull/5/merge']) {
      expect(readTestedRun(makeEvent({ ref })).branch).toBeNull();
    }
  });
});

describe('the token', () => {
  it('of a push may do what the workflow says', () => {
    expect(explainToken(makeEvent())).toBeNull();
  });

  it('of a pull request from a fork can only read', () => {
    expect(explainToken(makePullEvent(FORK))).toBe('fork');
    expect(explainToken(makePullEvent(null))).toBe('fork');
  });

  it('of a pull request from our own repository is ordinary, however its name is written', () => {
    expect(explainToken(makePullEvent(OURS))).toBeNull();
    expect(explainToken(makePullEvent('Octo-Org/Shop'))).toBeNull();
  });

  it('of Dependabot can only read', () => {
    expect(explainToken(makePullEvent(OURS, { actor: 'dependabot[bot]' }))).toBe('dependabot');
    expect(explainToken(makeEvent({ actor: 'dependabot[bot]' }))).toBe('dependabot');
  });

  it('of workflow_run and pull_request_target is that of the base repository', () => {
    expect(explainToken({ ...makeWorkflowRunEvent({}), actor: 'dependabot[bot]' })).toBeNull();
    expect(explainToken(makePullEvent(FORK, { eventName: 'pull_request_target' }))).toBeNull();
  });
});
