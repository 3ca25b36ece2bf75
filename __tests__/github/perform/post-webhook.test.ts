import { describe, expect, it } from 'vitest';
import { resetConnection, stallBody, type Fault } from '../../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../../helpers/github-twin/twin.ts';
import { countRequests, listRequests } from '../connect-twin.ts';
import { openStep, perform } from './step.ts';

const POST = { kind: 'post-webhook', format: 'slack', payload: '{"text":"iteration 3 failed"}' } as const;
const answer = (status: number, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  answer: { status, headers, json: { message: 'no' } },
});

const withUrl = (twin: Twin, url: string | null) =>
  openStep(twin, { webhook: { url, fetch: globalThis.fetch, secondMs: 0 } });

describe('the webhook', () => {
  it('gets the payload as it is, and its address is masked first', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    const { outcomes, advice } = await perform(step, [POST]);
    expect({ outcomes, advice }).toEqual({ outcomes: ['done'], advice: [] });
    expect(twin.requests).toMatchObject([
      {
        operation: 'hooks/post',
        headers: { 'content-type': 'application/json' },
        body: { text: 'iteration 3 failed' },
      },
    ]);
    expect(step.commands).toEqual([`secret ${twin.urls.hook.length}`]);
  });

  const passing: [string, Fault][] = [
    ['429', answer(429, { 'retry-after': '1' })],
    ['500', answer(500)],
    ['a reset', resetConnection()],
  ];
  it.each(passing)('is tried three times after %s', async (_, fault) => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.fail('hooks/post', fault, { times: 2 });
    expect((await perform(step, [POST])).outcomes).toEqual(['done']);
    expect(countRequests(twin, 'hooks/post')).toBe(3);
    twin.fail('hooks/post', fault, { times: 3 });
    expect((await perform(step, [POST])).outcomes).toEqual(['failed']);
    expect(countRequests(twin, 'hooks/post')).toBe(6);
  });

  it('is not tried again when that would take more than a minute', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.fail('hooks/post', answer(503, { 'retry-after': '3600' }), { times: Infinity });
    expect((await perform(step, [POST])).advice).toEqual([
      'the webhook answered 503: the alert was not posted',
    ]);
    expect(countRequests(twin, 'hooks/post')).toBe(1);
  });

  it.each([400, 403, 404, 410])('is not tried again after %i', async (status) => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.fail('hooks/post', answer(status));
    expect((await perform(step, [POST])).advice).toEqual([
      `the webhook answered ${status}: the alert was not posted`,
    ]);
    expect(listRequests(twin)).toEqual([`hooks/post ${status}`]);
  });

  it('does not follow a redirect to somewhere else', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    twin.fail('hooks/post', answer(307, { location: twin.urls.hook }));
    expect((await perform(step, [POST])).advice).toEqual([
      'the webhook answered 307: the alert was not posted',
    ]);
    expect(countRequests(twin, 'hooks/post')).toBe(1);
  });

  const SECRET = 'T0P-5ECRET';
  it.each([
    `http://127.0.0.1:1/${SECRET}`,
    `https://${SECRET}.invalid/x`,
    `not an address ${SECRET}`,
    `ftp://example.com/${SECRET}`,
    `https://user:${SECRET}@/`,
  ])('never tells its address: %s', async (url) => {
    await using twin = await startTwin();
    using step = withUrl(twin, url);
    const { performed, advice } = await perform(step, [POST]);
    expect(advice).toHaveLength(1);
    expect(advice[0]).toMatch(
      /^(?:the webhook could not be reached \(\w+\)|webhook-url is not an https address): the alert was not posted$/,
    );
    const everything = JSON.stringify([performed, step.commands]).toLowerCase();
    expect(everything).not.toContain(SECRET.toLowerCase());
  });

  it('says when no address was given', async () => {
    await using twin = await startTwin();
    using step = withUrl(twin, null);
    expect((await perform(step, [POST])).advice).toEqual(['webhook-url is empty: the alert was not posted']);
    expect(step.commands).toEqual([]);
  });

  it('ends with the deadline', async () => {
    await using twin = await startTwin();
    const deadline = new AbortController();
    using step = openStep(twin, { connect: { signal: deadline.signal } });
    twin.fail('hooks/post', { kind: 'meanwhile', act: () => deadline.abort() });
    twin.fail('hooks/post', stallBody(), { times: Infinity });
    expect((await perform(step, [POST])).outcomes).toEqual(['failed']);
    expect((await perform(step, [POST])).advice).toEqual([
      'the time for publishing was over: the alert was not posted',
    ]);
    expect(countRequests(twin, 'hooks/post')).toBe(1);
  });
});
