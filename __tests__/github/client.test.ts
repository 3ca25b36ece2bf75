import { describe, expect, it } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { explainFailure, type Failure } from '../../src/github/failure.ts';
import {
  badGateway,
  primaryLimit,
  resetConnection,
  secondaryLimit,
  stallBody,
  type Fault,
} from '../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { connectTwin, countRequests, type ConnectOptions } from './connect-twin.ts';
import { startSmallServer } from './small-server.ts';

async function readIssue(twin: Twin, options?: ConnectOptions): Promise<string | Failure> {
  const { client, repository } = connectTwin(twin, options);
  const { rest } = await client();
  return rest.issues.get({ ...repository, issue_number: 1 }).then(
    ({ data }) => data.title,
    (error: unknown) => explainFailure(error),
  );
}

describe('the client', () => {
  it('signs with its token and says who it is', async () => {
    await using twin = await startTwin();
    twin.addIssue({ number: 1, title: 'An issue' });
    expect(await readIssue(twin)).toBe('An issue');
    const { headers } = twin.requests[0] ?? {};
    expect(headers?.['authorization']).toBe(`token ${twin.token}`);
    expect(headers?.['user-agent']).toMatch(/^focus-stability\/test /);
    twin.assertNoViolations();
  });

  const passing: [string, Fault][] = [
    ['a bad gateway', badGateway()],
    ['a reset connection (trap 13)', resetConnection()],
    ['a body that stalls (trap 13)', stallBody()],
  ];
  it.each(passing)('gets over %s', async (_, fault) => {
    await using twin = await startTwin();
    twin.addIssue({ number: 1, title: 'An issue' });
    twin.fail('issues/get', fault, { times: 2 });
    expect(await readIssue(twin, { pace: { timeoutMs: 3000 } })).toBe('An issue');
    expect(countRequests(twin, 'issues/get')).toBe(3);
  });

  it('gives up after four bad gateways', async () => {
    await using twin = await startTwin();
    twin.fail('issues/get', badGateway(), { times: Infinity });
    const cause = 'GitHub answered 502, again and again';
    expect(await readIssue(twin)).toEqual({ kind: 'unavailable', cause });
    expect(countRequests(twin, 'issues/get')).toBe(4);
  });

  it('names what the network did', async () => {
    await using twin = await startTwin();
    twin.fail('issues/get', resetConnection(), { times: Infinity });
    const failure = await readIssue(twin);
    expect(failure).toMatchObject({ kind: 'unavailable' });
    expect((failure as Failure).cause).toMatch(/^GitHub could not be reached \(.+\)$/);
  });

  it.each([403, 429] as const)('waits for a secondary limit (%i) as long as it is asked', async (status) => {
    await using twin = await startTwin();
    twin.addIssue({ number: 1, title: 'An issue' });
    twin.fail('issues/get', secondaryLimit(status, 7), { times: 2 });
    const told: string[] = [];
    const pace = { maxWaitSeconds: 14 };
    expect(await readIssue(twin, { pace, tell: (line) => told.push(line) })).toBe('An issue');
    expect(told).toEqual([
      'GitHub asks us to wait 7 s (rate limit)',
      'GitHub asks us to wait 7 s (rate limit)',
    ]);
    expect(countRequests(twin, 'issues/get')).toBe(3);
  });

  it('does not wait longer than its budget for all limits together', async () => {
    await using twin = await startTwin();
    twin.fail('issues/get', secondaryLimit(429, 7), { times: Infinity });
    const told: string[] = [];
    const pace = { maxWaitSeconds: 20 };
    const failure = await readIssue(twin, { pace, tell: (line) => told.push(line) });
    expect(failure).toEqual({ kind: 'limited', cause: "GitHub's rate limit was reached" });
    expect(told).toHaveLength(2);
  });

  it('waits for the reset of the primary limit, or not at all when that is far', async () => {
    await using twin = await startTwin();
    twin.addIssue({ number: 1, title: 'An issue' });
    twin.fail('issues/get', primaryLimit(new Date(Date.now() + 5000)));
    expect(await readIssue(twin)).toBe('An issue');
    twin.fail('issues/get', primaryLimit(new Date(Date.now() + 3_000_000)));
    expect(await readIssue(twin)).toMatchObject({ kind: 'limited' });
  });

  it('is not held by a wait when the deadline comes', async () => {
    await using twin = await startTwin();
    twin.fail('issues/get', secondaryLimit(403, 60), { times: Infinity });
    const deadline = new AbortController();
    const failure = await readIssue(twin, {
      signal: deadline.signal,
      pace: { secondMs: 20 },
      tell: () => deadline.abort(),
    });
    expect(failure).toEqual({ kind: 'stopped', cause: 'the time for publishing was over' });
    expect(await readIssue(twin, { signal: deadline.signal })).toMatchObject({ kind: 'stopped' });
    expect(countRequests(twin, 'issues/get')).toBe(1);
  });

  it('is not held by an answer that stalls when the deadline comes', async () => {
    await using twin = await startTwin();
    twin.addIssue({ number: 1, title: 'An issue' });
    twin.fail('issues/get', stallBody(), { times: Infinity });
    const deadline = new AbortController();
    const pending = readIssue(twin, { signal: deadline.signal, pace: { timeoutMs: 60_000 } });
    while (countRequests(twin, 'issues/get') === 0) await new Promise((resolve) => setImmediate(resolve));
    deadline.abort();
    expect(await pending).toMatchObject({ kind: 'stopped' });
  });

  it('takes the sign-in page of a proxy for no answer', async () => {
    await using server = await startSmallServer({
      'GET /repos/o/r/issues': { type: 'text/html', body: '<h1>Sign in</h1>' },
    });
    const client = createClient({
      token: 't',
      apiUrl: server.url,
      userAgent: 'test',
      signal: new AbortController().signal,
      pace: { secondMs: 0 },
    });
    const failure = await client
      .paginate(client.rest.issues.listForRepo, { owner: 'o', repo: 'r' })
      .catch((error: unknown) => explainFailure(error));
    const cause = 'GitHub could not be reached (the answer is not JSON)';
    expect(failure).toEqual({ kind: 'unavailable', cause });
  });
});
