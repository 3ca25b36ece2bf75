import { describe, expect, it } from 'vitest';
import { connect } from '../../src/github/connection.ts';
import { readPublished, type PublishedQuery } from '../../src/github/read-published.ts';
import { badGateway, goneUrl } from '../helpers/github-twin/faults.ts';
import { startTwin } from '../helpers/github-twin/twin.ts';
import { connectTwin, countRequests } from './connect-twin.ts';
import { HEAD } from './events.ts';
import { startSmallServer } from './small-server.ts';

const LABEL = 'flaky test';
const MARKER = '<!-- focus-stability:comment -->';
const keyOf = (body: string): string | null => /<!-- key:(.+?) -->/.exec(body)?.[1] ?? null;

const QUERY: PublishedQuery = {
  issues: { label: LABEL, keyOf },
  comment: { pullRequest: 5, marker: MARKER },
};

describe('readPublished: issues', () => {
  it('finds ours by label and marker, open and closed, and no pull requests (trap 18)', async () => {
    await using twin = await startTwin();
    twin.addIssue({ number: 1, title: 'open', body: 'x <!-- key:a -->', labels: ['Flaky Test', 'team-a'] });
    twin.addIssue({
      number: 2,
      title: 'closed by us',
      body: '<!-- key:b -->',
      labels: [LABEL],
      state: 'closed',
    });
    twin.addIssue({
      number: 3,
      title: 'closed by hand',
      body: '<!-- key:c -->',
      labels: [LABEL],
      state: 'closed',
      closedBy: 'octocat',
    });
    twin.addIssue({ number: 4, title: 'no marker', body: 'flaky', labels: [LABEL] });
    twin.addIssue({ number: 6, title: 'no body', labels: [LABEL] });
    twin.addIssue({ number: 7, title: 'no label', body: '<!-- key:d -->' });
    twin.addPullRequest({ number: 5, headSha: HEAD, body: '<!-- key:e -->', labels: [LABEL] });
    const { published, advice } = await readPublished(connectTwin(twin), QUERY);
    expect(published.issues).toEqual([
      {
        number: 1,
        key: 'a',
        state: 'open',
        title: 'open',
        body: 'x <!-- key:a -->',
        labels: ['Flaky Test', 'team-a'],
        closedAt: null,
        closedByPerson: false,
      },
      expect.objectContaining({ number: 2, key: 'b', state: 'closed', closedByPerson: false }),
      expect.objectContaining({ number: 3, key: 'c', state: 'closed', closedByPerson: true }),
    ]);
    expect(published.issues?.[1]?.closedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(advice).toEqual([]);
    twin.assertNoViolations();
  });

  it('reads all pages', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 5, headSha: HEAD });
    for (let n = 10; n < 240; n += 1) {
      twin.addIssue({ number: n, title: `${n}`, body: `<!-- key:${n} -->`, labels: [LABEL] });
    }
    const { published } = await readPublished(connectTwin(twin), QUERY);
    expect(published.issues?.map(({ number }) => number)).toEqual(
      Array.from({ length: 230 }, (_, index) => 10 + index),
    );
    twin.assertNoViolations();
  });

  it('asks again who closed an issue when the list does not say', async () => {
    const issue = {
      number: 1,
      title: 't',
      state: 'closed',
      labels: [LABEL],
      closed_at: '2026-01-01T00:00:00Z',
    };
    const body = '<!-- key:a -->';
    const whole = { ...issue, body, closed_by: { login: 'octocat', type: 'User' } };
    await using server = await startSmallServer({
      'GET /repos/o/r/issues': { body: JSON.stringify([{ ...issue, body }]) },
      'GET /repos/o/r/issues/1': { body: JSON.stringify(whole) },
    });
    const connection = connect({
      token: 'ghs_1',
      apiUrl: server.url,
      userAgent: 'test',
      repository: { owner: 'o', repo: 'r' },
      signal: new AbortController().signal,
    });
    const { published } = await readPublished(connection, { ...QUERY, comment: null });
    expect(published.issues?.[0]?.closedByPerson).toBe(true);
  });

  it('says once what is missing when it may not read, and knows nothing then (trap 14)', async () => {
    await using twin = await startTwin({ permissions: { contents: 'read' } });
    twin.addIssue({ number: 1, title: 'open', body: '<!-- key:a -->', labels: [LABEL] });
    twin.addPullRequest({ number: 5, headSha: HEAD });
    twin.addComment(5, MARKER, { user: 'github-actions[bot]' });
    expect(await readPublished(connectTwin(twin), QUERY)).toEqual({
      published: { issues: null, comment: null },
      advice: [
        "issues: write is missing: earlier issues are unknown, so none is opened, updated or closed; add it to the job's permissions",
      ],
    });
  });

  it.each([
    [badGateway(), 'GitHub answered 502, again and again'],
    [goneUrl(), 'GitHub refused (410 Gone)'],
  ])('says why when GitHub fails (%#)', async (fault, cause) => {
    await using twin = await startTwin();
    twin.fail('issues/list-for-repo', fault, { times: 4 });
    const { published, advice } = await readPublished(connectTwin(twin), { ...QUERY, comment: null });
    expect(published.issues).toBeNull();
    expect(advice).toEqual([`${cause}: earlier issues are unknown, so none is opened, updated or closed`]);
  });

  it('asks nothing that nobody wants to know', async () => {
    await using twin = await startTwin();
    const { published } = await readPublished(connectTwin(twin), { issues: null, comment: null });
    expect({ published, requests: twin.requests.length }).toEqual({
      published: { issues: null, comment: null },
      requests: 0,
    });
  });
});

describe('readPublished: the comment', () => {
  it('finds ours after 300 others', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 5, headSha: HEAD });
    for (let n = 0; n < 300; n += 1) twin.addComment(5, `comment ${n}`);
    twin.addComment(5, `${MARKER}\nours`, { user: 'github-actions[bot]' });
    const { published } = await readPublished(connectTwin(twin), QUERY);
    expect(published.comment).toBe(`${MARKER}\nours`);
    expect(countRequests(twin, 'issues/list-comments')).toBe(4);
    twin.assertNoViolations();
  });

  it('does not take the marker of a person for ours', async () => {
    await using twin = await startTwin();
    twin.addPullRequest({ number: 5, headSha: HEAD });
    twin.addComment(5, `${MARKER} I can write that too`, { user: 'mallory' });
    expect((await readPublished(connectTwin(twin), QUERY)).published.comment).toBeNull();
    expect(twin.requests.map(({ path }) => path.split('/').at(-1))).toEqual(['issues', 'comments']);
  });

  it('knows its own by name when the token is that of a person', async () => {
    const comment = (login: string): object => ({
      id: login.length,
      body: `${MARKER} by ${login}`,
      html_url: 'https://x',
      user: { login, type: 'User' },
    });
    await using server = await startSmallServer({
      'GET /repos/o/r/issues/5/comments': {
        body: JSON.stringify([comment('mallory'), comment('release-person')]),
      },
      'GET /user': { body: '{"login":"release-person"}' },
    });
    const connection = connect({
      token: 'github_pat_1',
      apiUrl: server.url,
      userAgent: 'test',
      repository: { owner: 'o', repo: 'r' },
      signal: new AbortController().signal,
    });
    const { published } = await readPublished(connection, { ...QUERY, issues: null });
    expect(published.comment).toBe(`${MARKER} by release-person`);
    expect(server.requests.filter((request) => request === 'GET /user')).toHaveLength(1);
  });
});
