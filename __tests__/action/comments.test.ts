import { describe, expect, it } from 'vitest';
import { commentMarker } from '../../src/publish/comment.ts';
import { addPull, makePullEvent, PULL } from './pulls.ts';
import { act, adviceOf, countOf, expectKept, FLAKY, ourComments, STABLE, startNight } from './stage.ts';

const MARKER = commentMarker('nightly');
const OLD = `${MARKER}\nof the last run`;

describe('the comment on a pull request', () => {
  it('is found behind 300 others and rewritten, not written again', async () => {
    await using twin = await startNight(FLAKY);
    addPull(twin);
    for (let count = 1; count <= 300; count += 1) twin.addComment(PULL, `number ${count}`);
    // A person may quote it, hidden line included.
    twin.addComment(PULL, OLD, { user: 'octocat' });
    const { id } = twin.addComment(PULL, OLD, { user: twin.world.actor });
    const result = await act(twin, { event: makePullEvent() });
    await expectKept(twin, result);
    expect(adviceOf(result)).toEqual([]);
    expect(twin.world.comments).toHaveLength(302);
    expect(countOf(twin, 'issues/create-comment')).toBe(0);
    expect(ourComments(twin, PULL).map((comment) => comment.id)).toEqual([id]);
    expect(ourComments(twin, PULL)[0]?.body).toContain('`tests.test_a::test_flaky`');
    expect(twin.world.comments.filter(({ body }) => body === OLD)).toHaveLength(1);
  });

  it('comes when something is wrong, stays silent when not, and says when all is clear', async () => {
    await using twin = await startNight(STABLE);
    addPull(twin);
    const event = makePullEvent();
    await expectKept(twin, await act(twin, { event }));
    expect(twin.world.comments).toEqual([]);
    twin.addComment(PULL, OLD, { user: twin.world.actor });
    await expectKept(twin, await act(twin, { event, attempt: 2 }));
    expect(ourComments(twin, PULL).map(({ body }) => body.includes('All clear'))).toEqual([true]);
  });

  it('is one when two runs write it at the same time', async () => {
    await using twin = await startNight(FLAKY);
    addPull(twin);
    const event = makePullEvent();
    const results = await Promise.all([act(twin, { event }), act(twin, { event, attempt: 2 })]);
    for (const result of results) expect([result.exitCode, adviceOf(result)]).toEqual([0, []]);
    expect(ourComments(twin, PULL)).toHaveLength(1);
    expect(countOf(twin, 'issues/create-comment')).toBeGreaterThanOrEqual(1);
    twin.assertNoViolations();
  });
});
