import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meanwhile } from '../helpers/github-twin/faults.ts';
import { commentMarker } from '../../src/publish/comment.ts';
import { addPull, makePullEvent, PULL } from './pulls.ts';
import { act, adviceOf, expectKept, FLAKY, issuesOf, ourComments, startNight } from './stage.ts';

describe('events', () => {
  it('trap 16: a schedule without payload is a run of the default branch', async () => {
    await using twin = await startNight(FLAKY);
    addPull(twin, { headSha: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334' });
    const result = await act(twin, { event: { name: 'schedule', payload: {} } });
    await expectKept(twin, result);
    expect(adviceOf(result)).toEqual([]);
    expect(issuesOf(twin)).toHaveLength(2);
    expect(twin.world.comments).toEqual([]);
  });

  it('a dry run lists everything and writes nothing', async () => {
    await using twin = await startNight(FLAKY);
    addPull(twin);
    const result = await act(twin, { event: makePullEvent(), inputs: { 'dry-run': 'true', issues: 'on' } });
    expect([result.exitCode, result.summary, result.outputs, adviceOf(result)]).toEqual([0, '', {}, []]);
    for (const line of [
      'would write the job summary',
      'would upload report.md, report.html, report.json, badge.json as stability-report',
      'would set the output verdict',
      `would write the comment on pull request ${PULL}`,
      'would open an issue: Flaky test: `tests.test_a::test_flaky`',
    ])
      expect(result.log).toContain(`\n${line}\n`);
    expect(readdirSync(result.workspace)).toEqual([]);
    expect(twin.requests.filter(({ method, path }) => method !== 'GET' && !path.includes('/twirp/'))).toEqual(
      [],
    );
    expect(twin.world.artifacts).toHaveLength(5);
    twin.assertNoViolations();
  });
});

describe('others at work at the same time', () => {
  it('trap 17: a comment and an issue that another run writes just before ours are joined', async () => {
    await using twin = await startNight(FLAKY);
    addPull(twin);
    const marker = commentMarker('nightly');
    twin.fail(
      'issues/create-comment',
      meanwhile(() => twin.addComment(PULL, `${marker}\nby another run`, { user: twin.world.actor })),
    );
    twin.fail(
      'issues/create',
      meanwhile(() => {
        const theirs = twin.requests.findLast(({ operation }) => operation === 'issues/create');
        const issue = theirs?.body as { title: string; body: string } | undefined;
        twin.addIssue({ title: '', ...issue, labels: ['flaky-test'] });
      }),
    );
    const result = await act(twin, { event: makePullEvent(), inputs: { issues: 'on', alert: 'off' } });
    await expectKept(twin, result);
    expect(ourComments(twin, PULL).map(({ body }) => body.includes('test_flaky'))).toEqual([true]);
    expect(issuesOf(twin).map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ['open', null],
      ['closed', 'not_planned'],
    ]);
    expect(adviceOf(result)).toEqual([
      expect.stringMatching(/^another run has opened issue #\d+ about the same$/),
    ]);
  });

  it('trap 18: pull requests among the issues are not taken for ours, whatever their body says', async () => {
    await using twin = await startNight(FLAKY);
    await act(twin, { inputs: { alert: 'off' } });
    const [issue] = issuesOf(twin);
    if (issue === undefined) throw new Error('no issue was opened');
    expect([...twin.world.labels.keys()]).toEqual(['flaky-test']);
    twin.world.issues.delete(issue.number);
    twin.addPullRequest({
      number: 40,
      headSha: 'f'.repeat(40),
      body: issue.body ?? '',
      labels: ['flaky-test'],
    });
    const result = await act(twin, { inputs: { alert: 'off', 'report-artifact': 'again' } });
    expect(result.exitCode).toBe(0);
    expect(twin.world.issues.get(40)).toMatchObject({ title: 'A change', state: 'open', body: issue.body });
    expect(issuesOf(twin).map(({ title }) => title)).toEqual([issue.title]);
    twin.assertNoViolations();
  });
});
