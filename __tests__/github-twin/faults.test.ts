import { Octokit } from 'octokit';
import { describe, expect, it } from 'vitest';
import {
  badGateway,
  conflict,
  dropUpdate,
  goneUrl,
  meanwhile,
  missingPermission,
  primaryLimit,
  resetConnection,
  secondaryLimit,
  stallBody,
  unprocessable,
} from '../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { at, connect } from './octokit.ts';

const RUN = 77;
const LONG = 'x'.repeat(65_537);

async function failure(
  request: Promise<unknown>,
): Promise<{ status: number; message: string; headers: Record<string, string> }> {
  const error: unknown = await request.then(
    () => null,
    (reason: unknown) => reason,
  );
  const { status, message, response } = error as {
    status: number;
    message: string;
    response?: { headers: Record<string, string> };
  };
  return { status, message, headers: response?.headers ?? {} };
}

const create = (twin: Twin, octokit = connect(twin)): Promise<unknown> =>
  octokit.rest.issues.create({ ...at(twin), title: 't' });

describe('a fault switch', () => {
  it.each([
    [
      403,
      missingPermission(),
      'Resource not accessible by integration',
      { 'x-accepted-github-permissions': 'issues=write' },
    ],
    [403, secondaryLimit(403, 7), 'secondary rate limit', { 'retry-after': '7' }],
    [429, secondaryLimit(429, 7), 'secondary rate limit', { 'retry-after': '7' }],
    [
      403,
      primaryLimit(new Date(3_600_000)),
      'API rate limit exceeded',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3600' },
    ],
    [502, badGateway(), 'Server Error', {}],
    [409, conflict(), 'Conflict', {}],
    [422, unprocessable(), 'Validation Failed', {}],
    [500, resetConnection(), 'ECONNRESET', {}],
  ] as const)('answers %i once, then all is well: %o', async (status, fault, message, headers) => {
    await using twin = await startTwin();
    twin.fail('issues/create', fault);
    const seen = await failure(create(twin));
    expect(seen).toMatchObject({ status, headers });
    expect(seen.message).toContain(message);
    await create(twin);
    expect(twin.world.issues.size).toBe(1);
    twin.assertNoViolations();
  });

  it('counts per pattern, after requests that may pass', async () => {
    await using twin = await startTwin();
    twin.fail('issues/*', badGateway(), { times: 2, skip: 1 });
    for (let index = 0; index < 4; index++) await create(twin).catch(() => null);
    expect(twin.requests.map(({ status }) => status)).toEqual([201, 502, 502, 201]);
  });

  it('stalls a body, which only a deadline ends', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    twin.addArtifact('a', Buffer.from('0123456789'), { runId: RUN });
    twin.fail('actions/list-workflow-run-artifacts', stallBody(5));
    const { api } = twin.urls;
    const abort = new AbortController();
    const response = await fetch(`${api}/repos/octo-org/shop/actions/runs/${RUN}/artifacts`, {
      headers: { authorization: `Bearer ${twin.token}` },
      signal: abort.signal,
    });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(5);
    const next = reader?.read();
    abort.abort();
    await expect(next).rejects.toThrow('aborted');
  });

  it('is survived by octokit with its retry and throttling', async () => {
    await using twin = await startTwin();
    twin.fail('issues/create', badGateway());
    twin.fail('issues/create', secondaryLimit(429, 1));
    const again = (_: number, __: object, ___: object, count: number): boolean => count < 2;
    const octokit = connect(twin, {
      retry: { retryAfterBaseValue: 1 },
      throttle: { retryAfterBaseValue: 1, onRateLimit: again, onSecondaryRateLimit: again },
    });
    expect(octokit).toBeInstanceOf(Octokit);
    await create(twin, octokit);
    expect(twin.requests.map(({ status }) => status)).toEqual([502, 429, 201]);
  });
});

describe('races and limits', () => {
  it('lets somebody else be faster (trap 17)', async () => {
    await using twin = await startTwin();
    const issue = twin.addIssue({ title: 'x' });
    twin.fail(
      'issues/list-comments',
      meanwhile(() => twin.addComment(issue.number, 'theirs')),
    );
    const { data } = await connect(twin).rest.issues.listComments({
      ...at(twin),
      issue_number: issue.number,
    });
    expect(data.map(({ body }) => body)).toEqual(['theirs']);
  });

  it('keeps the old body of an issue and of a comment, and says 200', async () => {
    await using twin = await startTwin();
    const { rest } = connect(twin);
    const issue = twin.addIssue({ title: 'x', body: 'old' });
    const comment = twin.addComment(issue.number, 'old');
    twin.fail('*', dropUpdate(), { times: 2 });
    const updated = await rest.issues.update({
      ...at(twin),
      issue_number: issue.number,
      title: 'y',
      body: 'new',
    });
    const said = await rest.issues.updateComment({ ...at(twin), comment_id: comment.id, body: 'new' });
    expect(updated).toMatchObject({ status: 200, data: { title: 'y', body: 'old' } });
    expect(said).toMatchObject({ status: 200, data: { body: 'old' } });
    twin.assertNoViolations();
  });

  it('takes bodies of 65,536 characters and not one more (trap 9)', async () => {
    await using twin = await startTwin();
    const { rest } = connect(twin);
    const repo = at(twin);
    const { data } = await rest.issues.create({ ...repo, title: 'x', body: LONG.slice(1) });
    const one = { ...repo, issue_number: data.number };
    const refused = await Promise.all([
      failure(rest.issues.create({ ...repo, title: 'x', body: LONG })),
      failure(rest.issues.createComment({ ...one, body: LONG })),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([422, 422]);
    const updated = await rest.issues.update({ ...one, body: LONG });
    expect(updated).toMatchObject({ status: 200, data: { body: LONG.slice(1) } });
    twin.assertNoViolations();
  });

  it('takes 50 annotations, not 51, and appends those of an update (trap 10)', async () => {
    await using twin = await startTwin();
    const { rest } = connect(twin);
    const annotation = {
      path: 'a.py',
      start_line: 1,
      end_line: 1,
      annotation_level: 'warning',
      message: 'm',
    } as const;
    const output = (count: number) => ({
      title: 't',
      summary: 's',
      annotations: Array.from({ length: count }, () => annotation),
    });
    const { data } = await rest.checks.create({ ...at(twin), name: 'c', head_sha: 'a', output: output(50) });
    const more = await rest.checks.update({ ...at(twin), check_run_id: data.id, output: output(1) });
    expect(more.data.output.annotations_count).toBe(51);
    const { status } = await failure(
      rest.checks.create({ ...at(twin), name: 'c', head_sha: 'a', output: output(51) }),
    );
    expect(status).toBe(422);
    expect(() => twin.assertNoViolations()).toThrow('must NOT have more than 50 items');
  });

  it('lets download addresses expire, and artifacts', async () => {
    await using twin = await startTwin();
    twin.addRun({ id: RUN });
    const { id } = twin.addArtifact('a', Buffer.from('0123456789'), {
      runId: RUN,
      expiresAt: new Date(Date.now() + 120_000),
    });
    const ask = () =>
      connect(twin).rest.actions.downloadArtifact({
        ...at(twin),
        artifact_id: id,
        archive_format: 'zip',
        request: { redirect: 'manual' },
      });
    const { location = '' } = (await ask()).headers;
    const get = (headers = {}) =>
      fetch(location, { headers }).then(async (answer) => [answer.status, await answer.text()]);
    twin.fail('blobs/get', goneUrl());
    expect(await get()).toEqual([410, expect.stringContaining('TwinFault')]);
    expect(await get()).toEqual([200, '0123456789']);
    expect(await get({ range: 'bytes=4-6' })).toEqual([206, '456']);
    twin.advance(61_000);
    expect(await get()).toEqual([403, expect.stringContaining('has expired')]);
    twin.advance(60_000);
    expect(await failure(ask())).toMatchObject({
      status: 410,
      message: expect.stringContaining('Artifact has expired') as string,
    });
  });
});
