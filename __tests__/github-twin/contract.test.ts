import { describe, expect, it } from 'vitest';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { at, connect } from './octokit.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

async function send(twin: Twin, words: string, body?: string): Promise<number> {
  const [method = '', path = ''] = words.split(' ');
  const response = await fetch(`${twin.urls.api}${path}`, {
    method,
    headers: { ...JSON_TYPE, authorization: `token ${twin.token}` },
    ...(body === undefined ? {} : { body }),
  });
  await response.arrayBuffer();
  return response.status;
}

describe('a request that GitHub does not describe is a violation', () => {
  it.each([
    ['POST /repos/octo-org/shop/issues', '{"title":["no"]}', 422, '/title must be string'],
    ['POST /repos/octo-org/shop/issues', '{}', 422, "must have required property 'title'"],
    [
      'POST /repos/octo-org/shop/issues',
      '{"title":"t","lables":["x"]}',
      422,
      '/lables is no field of this request',
    ],
    ['POST /repos/octo-org/shop/issues', '{"title":"\\ud800"}', 422, 'lone surrogate'],
    ['POST /repos/octo-org/shop/issues', 'no', 422, 'not JSON'],
    ['POST /repos/octo-org/shop/issues', '{"title":"t","milestone":1}', 501, 'the issue fields milestone'],
    ['GET /repos/octo-org/shop/issues?per_page=many', undefined, 422, '/per_page must be integer'],
    ['GET /repos/octo-org/shop/issues?state=shut', undefined, 422, '/state must be equal to one of'],
    ['GET /repos/octo-org/shop/issues?offset=1', undefined, 422, 'must NOT have additional properties'],
    ['GET /repos/octo-org/shop/issues?milestone=1', undefined, 422, 'the twin ignores the query milestone'],
    ['GET /repos/octo-org/shop/issues/one', undefined, 422, '/issue_number must be integer'],
    ['DELETE /repos/octo-org/shop/issues/comments/1', '{"why":1}', 422, 'a body where GitHub takes none'],
    ['GET /search/issues?q=x', undefined, 404, 'no such operation: GET'],
    ['POST /graphql', '{}', 404, 'no such operation: POST'],
  ])('%s %s', async (words, body, status, violation) => {
    await using twin = await startTwin();
    expect(await send(twin, words, body)).toBe(status);
    expect(twin.violations.join('\n')).toContain(violation);
    expect(() => twin.assertNoViolations()).toThrow(violation);
    expect(twin.world.issues.size).toBe(0);
  });

  it('an answer of the twin that is not as GitHub describes it is one as well', async () => {
    await using twin = await startTwin();
    const issue = twin.addIssue({ title: 'x' });
    Object.assign(issue, { title: 7 });
    await send(twin, `GET /repos/octo-org/shop/issues/${issue.number}`);
    expect(twin.violations).toEqual(['issues/get answer 200: /title must be string {"type":"string"}']);
  });
});

describe('the token', () => {
  it.each([
    ['issues', { issues: 'read' }, 403],
    ['issues', { issues: 'write' }, 201],
    ['pull', { issues: 'write', 'pull-requests': 'read' }, 403],
    ['pull', { 'pull-requests': 'write' }, 201],
  ] as const)('comments on %s with %o: %i', async (target, permissions, status) => {
    await using twin = await startTwin({ permissions });
    const issue = target === 'pull' ? twin.addPullRequest({ headSha: 'a' }) : twin.addIssue({ title: 'x' });
    const comment = connect(twin).rest.issues.createComment({
      ...at(twin),
      issue_number: issue.number,
      body: 'b',
    });
    const seen = await comment.then(
      (answer) => answer.status,
      (error: unknown) => (error as { status: number }).status,
    );
    expect(seen).toBe(status);
    twin.assertNoViolations();
  });

  it('is asked for, and the repository is the only one', async () => {
    await using twin = await startTwin();
    const wrong = connect(twin, { auth: 'ghp_other' });
    await expect(wrong.rest.issues.listForRepo(at(twin))).rejects.toThrow('Bad credentials');
    await expect(connect(twin).rest.issues.listForRepo({ owner: 'octo-org', repo: 'other' })).rejects.toThrow(
      'Not Found',
    );
  });
});

describe('lists', () => {
  it('come in pages of at most 100, which octokit follows to the end', async () => {
    await using twin = await startTwin();
    const issue = twin.addIssue({ title: 'x' });
    for (let index = 1; index <= 301; index++) twin.addComment(issue.number, `comment ${index}`);
    const octokit = connect(twin);
    const one = { ...at(twin), issue_number: issue.number, per_page: 200 };
    const all = await octokit.paginate(octokit.rest.issues.listComments, one);
    expect(all.map(({ body }) => body)).toEqual(
      Array.from({ length: 301 }, (_, index) => `comment ${index + 1}`),
    );
    expect(twin.requests).toHaveLength(4);
    const { headers, data } = await octokit.rest.issues.listComments({ ...one, per_page: 100, page: 2 });
    expect(data).toHaveLength(100);
    expect(headers.link).toMatch(
      /page=1>; rel="prev".*page=3>; rel="next".*page=4>; rel="last".*page=1>; rel="first"/,
    );
    twin.assertNoViolations();
  });

  it('name pull requests among the issues, by label and state (trap 18)', async () => {
    await using twin = await startTwin();
    const { rest } = connect(twin);
    twin.addPullRequest({ headSha: 'a', labels: ['Flaky'] });
    twin.addIssue({ title: 'open', labels: ['flaky'] });
    twin.addIssue({
      title: 'closed',
      labels: ['flaky'],
      state: 'closed',
      stateReason: 'not_planned',
      closedBy: 'octocat',
    });
    twin.addIssue({ title: 'other' });
    const { data } = await rest.issues.listForRepo({
      ...at(twin),
      labels: 'FLAKY',
      state: 'all',
      direction: 'asc',
    });
    expect(
      data.map(({ title, pull_request, state_reason, closed_by }) => [
        title,
        pull_request !== undefined,
        state_reason,
        closed_by?.login,
      ]),
    ).toEqual([
      ['A change', true, null, undefined],
      ['open', false, null, undefined],
      ['closed', false, 'not_planned', 'octocat'],
    ]);
  });

  it('find the pull request of a fork only by its head (trap 15)', async () => {
    await using twin = await startTwin();
    const { rest } = connect(twin);
    const sha = 'f'.repeat(40);
    twin.addRun({
      id: 5,
      event: 'pull_request',
      headSha: sha,
      headBranch: 'fix',
      headRepository: 'guest/shop',
    });
    twin.addPullRequest({ headSha: sha, headRef: 'fix', headRepository: 'guest/shop' });
    const run = await rest.actions.getWorkflowRun({ ...at(twin), run_id: 5 });
    const byCommit = await rest.repos.listPullRequestsAssociatedWithCommit({ ...at(twin), commit_sha: sha });
    const byHead = await rest.pulls.list({ ...at(twin), head: 'guest:fix' });
    expect(run.data.pull_requests).toEqual([]);
    expect(byCommit.data).toEqual([]);
    expect(byHead.data).toMatchObject([{ head: { sha, repo: { full_name: 'guest/shop' } } }]);
    twin.assertNoViolations();
  });
});
