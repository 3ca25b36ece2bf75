import { describe, expect, it } from 'vitest';
import type { UpsertComment } from '../../src/model/effect.ts';
import { badGateway, meanwhile, resetConnection } from '../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { countRequests, listRequests } from './connect-twin.ts';
import { HEAD } from './events.ts';
import { openStep, perform, urlOf } from './perform/step.ts';

const MARKER = '<!-- focus-stability:comment -->';
const BOT = { user: 'github-actions[bot]' };

const comment = (body: string): UpsertComment => ({
  kind: 'upsert-comment',
  pullRequest: 5,
  marker: MARKER,
  body: `${MARKER}\n${body}`,
});

async function startWithPull(): Promise<Twin> {
  const twin = await startTwin();
  twin.addPullRequest({ number: 5, headSha: HEAD });
  return twin;
}

const ours = (twin: Twin): string[] =>
  twin.world.comments.filter(({ body }) => body.includes(MARKER)).map(({ body }) => body);

describe('the comment', () => {
  it('is written once and updated afterwards', async () => {
    await using twin = await startWithPull();
    using step = openStep(twin);
    twin.addComment(5, 'hello');
    const first = await perform(step, [comment('first')]);
    const second = await perform(step, [comment('second')]);
    expect(ours(twin)).toEqual([`${MARKER}\nsecond`]);
    expect(urlOf(second)).toBe(urlOf(first));
    expect(urlOf(first)).toMatch(/\/pull\/5#issuecomment-\d+$/);
    expect([...first.advice, ...second.advice]).toEqual([]);
    twin.assertNoViolations();
  });

  it('is found after 300 others', async () => {
    await using twin = await startWithPull();
    using step = openStep(twin);
    for (let n = 0; n < 300; n += 1) twin.addComment(5, `comment ${n}`);
    twin.addComment(5, `${MARKER}\nold`, BOT);
    await perform(step, [comment('new')]);
    expect(ours(twin)).toEqual([`${MARKER}\nnew`]);
    expect(countRequests(twin, 'issues/create-comment')).toBe(0);
    twin.assertNoViolations();
  });

  it('is left alone when it says the same already', async () => {
    await using twin = await startWithPull();
    using step = openStep(twin);
    twin.addComment(5, `${MARKER}\nsame`, BOT);
    await perform(step, [comment('same')]);
    expect(listRequests(twin)).toEqual(['issues/list-comments 200']);
  });

  it('never overwrites what a person has written, marker or not', async () => {
    await using twin = await startWithPull();
    using step = openStep(twin);
    twin.addComment(5, `${MARKER} trap`, { user: 'mallory' });
    await perform(step, [comment('ours')]);
    expect(ours(twin)).toEqual([`${MARKER} trap`, `${MARKER}\nours`]);
  });

  it('stays one when two runs write it at the same moment (trap 17)', async () => {
    await using twin = await startWithPull();
    using one = openStep(twin);
    using other = openStep(twin);
    const results = await Promise.all([perform(one, [comment('one')]), perform(other, [comment('other')])]);
    expect(results.flatMap(({ outcomes }) => outcomes)).toEqual(['done', 'done']);
    expect(ours(twin)).toHaveLength(1);
    twin.assertNoViolations();
  });

  it('stays one, with our text, when another run writes it between our question and our answer', async () => {
    await using twin = await startWithPull();
    using step = openStep(twin);
    twin.fail(
      'issues/create-comment',
      meanwhile(() => twin.addComment(5, `${MARKER}\nfaster`, BOT)),
    );
    await perform(step, [comment('ours')]);
    expect(ours(twin)).toEqual([`${MARKER}\nours`]);
    twin.assertNoViolations();
  });

  it('is there once although the list breaks down afterwards', async () => {
    await using twin = await startWithPull();
    using step = openStep(twin);
    twin.fail('issues/list-comments', badGateway(), { skip: 1, times: Infinity });
    const { outcomes } = await perform(step, [comment('ours')]);
    expect({ outcomes, ours: ours(twin) }).toEqual({ outcomes: ['done'], ours: [`${MARKER}\nours`] });
  });

  it('survives a reset', async () => {
    await using twin = await startWithPull();
    using step = openStep(twin);
    twin.fail('issues/create-comment', resetConnection(), { times: 2 });
    const { outcomes, advice } = await perform(step, [comment('ours')]);
    expect({ outcomes, advice }).toEqual({ outcomes: ['done'], advice: [] });
  });

  it('keeps its marker when it is far too long (trap 9)', async () => {
    await using twin = await startWithPull();
    using step = openStep(twin);
    const { advice } = await perform(step, [comment('😀'.repeat(100_000))]);
    expect(advice).toEqual([]);
    expect(ours(twin)).toHaveLength(1);
    expect(ours(twin)[0]).toContain('the text is too long for GitHub');
    twin.assertNoViolations();
  });

  it('costs one line when the token may not write it', async () => {
    await using twin = await startWithPull();
    using step = openStep(twin);
    twin.setPermissions({ 'pull-requests': 'read' });
    expect((await perform(step, [comment('ours')])).advice).toEqual([
      "pull-requests: write is missing: the comment on the pull request was not written; add it to the job's permissions",
    ]);
  });

  it('does not blame a permission when the conversation is locked', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.addPullRequest({ number: 5, headSha: HEAD }).locked = true;
    expect((await perform(step, [comment('ours')])).advice).toEqual([
      'GitHub refused (403 Unable to create comment because issue is locked.): the comment on the pull request was not written',
    ]);
  });
});
