import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/github/connection.ts';
import type { CreateIssue } from '../../../src/model/effect.ts';
import { badGateway, meanwhile, missingPermission } from '../../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../../helpers/github-twin/twin.ts';
import { countRequests } from '../connect-twin.ts';
import { startSmallServer } from '../small-server.ts';
import { LABEL, openStep, perform, urlOf } from './step.ts';

const issue = (key: string, change: Partial<CreateIssue> = {}): CreateIssue => ({
  kind: 'create-issue',
  key,
  title: `Flaky: ${key}`,
  body: `Evidence\n<!-- key:${key} -->`,
  labels: [LABEL],
  pin: false,
  ...change,
});

/** As `1 open Flaky: a`. */
const listIssues = (twin: Twin): string[] =>
  [...twin.world.issues.values()].map(({ number, state, title }) => `${number} ${state} ${title}`);

const bodyOf = (twin: Twin, number: number): string => twin.world.issues.get(number)?.body ?? '';

const addFaster = (twin: Twin, key: string) => (): void => {
  twin.addIssue({ title: `Flaky: ${key}`, body: `faster <!-- key:${key} -->`, labels: [LABEL] });
};

describe('an issue', () => {
  it('is opened with its labels, which are made when they are missing (trap 18)', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.addLabel('team-a');
    const effects = [issue('a', { labels: [LABEL, 'team-a'] }), issue('b')];
    const result = await perform(step, effects);
    expect(listIssues(twin)).toEqual(['1 open Flaky: a', '2 open Flaky: b']);
    expect(twin.world.issues.get(1)?.labels).toEqual([LABEL, 'team-a']);
    expect(twin.world.labels.get(LABEL)).toMatchObject({ description: 'Found by focus-stability' });
    expect(countRequests(twin, 'issues/create-label')).toBe(1);
    expect(urlOf(result)).toBe('https://github.com/octo-org/shop/issues/1');
    expect(result.advice).toEqual([]);
    twin.assertNoViolations();
  });

  it('is opened when another run makes the label at the same moment (422)', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.fail(
      'issues/create-label',
      meanwhile(() => twin.addLabel(LABEL)),
    );
    expect((await perform(step, [issue('a')])).outcomes).toEqual(['done']);
    expect(twin.requests.find(({ operation }) => operation === 'issues/create-label')?.status).toBe(422);
  });

  it('is not opened again when another run has done it since we looked', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    addFaster(twin, 'a')();
    const result = await perform(step, [issue('a')]);
    expect(listIssues(twin)).toEqual(['1 open Flaky: a']);
    expect(result.advice).toEqual(['another run has opened issue #1 about the same']);
    expect(urlOf(result)).toBe('https://github.com/octo-org/shop/issues/1');
  });

  it('is opened when the earlier one is closed', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.addIssue({ title: 'old', body: '<!-- key:a -->', labels: [LABEL], state: 'closed' });
    await perform(step, [issue('a')]);
    expect(listIssues(twin)).toEqual(['1 closed old', '2 open Flaky: a']);
  });

  it('is closed as a duplicate when another run was faster in between (trap 17)', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.fail('issues/create', meanwhile(addFaster(twin, 'a')));
    const result = await perform(step, [issue('a')]);
    expect(listIssues(twin)).toEqual(['1 open Flaky: a', '2 closed Flaky: a']);
    expect(twin.world.issues.get(2)?.stateReason).toBe('not_planned');
    expect(twin.world.comments.map((comment) => [comment.issue, comment.body])).toEqual([
      [2, 'Duplicate of #1: two runs opened one at the same moment.'],
    ]);
    expect(result.advice).toEqual(['another run has opened issue #1 about the same']);
    twin.assertNoViolations();
  });

  it('is one after two runs have opened it at the same moment (trap 17)', async () => {
    await using twin = await startTwin();
    using one = openStep(twin);
    using other = openStep(twin);
    await Promise.all([perform(one, [issue('a'), issue('b')]), perform(other, [issue('a'), issue('b')])]);
    const open = [...twin.world.issues.values()].filter(({ state }) => state === 'open');
    expect(open.map(({ title }) => title).sort()).toEqual(['Flaky: a', 'Flaky: b']);
    twin.assertNoViolations();
  });

  it('is opened once by two answers that were lost after the work was done', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    // GitHub has opened it, but the gateway answers 502, and the client asks again.
    twin.fail('issues/create', badGateway());
    twin.fail('issues/create', meanwhile(addFaster(twin, 'a')));
    await perform(step, [issue('a')]);
    expect(listIssues(twin)).toEqual(['1 open Flaky: a', '2 closed Flaky: a']);
  });

  it('counts as opened although nobody can tell whether it is a duplicate', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.fail('issues/list-for-repo', badGateway(), { skip: 1, times: Infinity });
    expect(await perform(step, [issue('a')])).toMatchObject({ outcomes: ['done'], advice: [] });
  });

  it('fits into the limits of GitHub with its marker (trap 9)', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    const long = { title: 't'.repeat(1000), body: `${'\u{1f600}x'.repeat(50_000)}<!-- key:a -->` };
    expect((await perform(step, [issue('a', long)])).outcomes).toEqual(['done']);
    expect(twin.world.issues.get(1)?.title).toHaveLength(256);
    expect(bodyOf(twin, 1)).toMatch(/<!-- key:a -->$/);
    expect(bodyOf(twin, 1)).not.toContain('\ufffd');
    twin.assertNoViolations();
  });

  it('is refused with the words of GitHub', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    expect((await perform(step, [issue('a', { title: ' ' })])).advice).toEqual([
      "GitHub refused (422 Validation Failed: title can't be blank): 1 issue was not opened",
    ]);
  });

  it('costs one line and one question for all of them when the token may not (trap 14)', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.setPermissions({ issues: 'read' });
    const { outcomes, advice } = await perform(step, [issue('a'), issue('b'), issue('c')]);
    expect(outcomes).toEqual(['failed', 'failed', 'failed']);
    expect(advice).toEqual([
      "issues: write is missing: 3 issues were not opened; add it to the job's permissions",
    ]);
    expect(countRequests(twin, 'issues/create')).toBe(1);
  });

  it('fails alone', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.fail('issues/create', badGateway(), { times: 4 });
    const { outcomes, advice } = await perform(step, [issue('a'), issue('b')]);
    expect(outcomes).toEqual(['failed', 'done']);
    expect(advice).toEqual(['GitHub answered 502, again and again: 1 issue was not opened']);
  });

  it('is opened although its label may not be made', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.fail('issues/create-label', missingPermission());
    expect((await perform(step, [issue('a')])).outcomes).toEqual(['done']);
  });
});

describe('pinning', () => {
  const made = { number: 3, node_id: 'I_3', html_url: 'https://github.com/o/r/issues/3' };
  const answers = {
    'GET /api/v3/repos/o/r/issues': { body: '[]' },
    'GET /api/v3/repos/o/r/labels/flaky-test': { body: '{}' },
    'POST /api/v3/repos/o/r/issues': { status: 201, body: JSON.stringify(made) },
  };

  it.each([
    ['{"data":{"pinIssue":{"issue":{"number":3}}}}', []],
    [
      '{"errors":[{"type":"UNPROCESSABLE","message":"Maximum 3 pinned issues per repository"}]}',
      ['issue #3 could not be pinned (a repository pins at most three)'],
    ],
  ])('asks once and does not lose the issue for it (%#)', async (body, advice) => {
    await using twin = await startTwin();
    await using server = await startSmallServer({ ...answers, 'POST /api/graphql': { body } });
    using step = openStep(twin, {
      connection: connect({
        token: 'ghs_1',
        apiUrl: `${server.url}/api/v3`,
        userAgent: 'test',
        repository: { owner: 'o', repo: 'r' },
        signal: new AbortController().signal,
        pace: { secondMs: 0 },
      }),
    });
    const result = await perform(step, [issue('a', { pin: true })]);
    expect(result.advice).toEqual(advice);
    expect(urlOf(result)).toBe(made.html_url);
    const pins = server.requests.filter((request) => request.startsWith('POST /api/graphql'));
    expect(pins).toHaveLength(1);
    expect(pins[0]).toContain('"variables":{"id":"I_3"}');
  });
});
