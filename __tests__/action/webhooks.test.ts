import { describe, expect, it } from 'vitest';
import { badGateway, type Fault } from '../helpers/github-twin/faults.ts';
import { act, adviceOf, countOf, expectKept, FLAKY, STABLE, startNight } from './stage.ts';

describe('the webhook', () => {
  it.each([
    [
      'slack',
      { blocks: expect.any(Array) as unknown, text: expect.stringContaining('1 test is flaky') as unknown },
    ],
    [
      'teams',
      {
        type: 'message',
        attachments: [
          expect.objectContaining({ content: expect.objectContaining({ type: 'AdaptiveCard' }) as unknown }),
        ],
      },
    ],
    [
      'generic',
      {
        event: 'stability-alert',
        verdict: 'flaky',
        tests: [{ name: 'tests.test_a::test_flaky', verdict: 'flaky', codes: 'PFPPP' }],
      },
    ],
  ])('takes an alert for %s, and its address is in no log', async (format, payload) => {
    await using twin = await startNight(FLAKY);
    const result = await act(twin, {
      inputs: { 'webhook-url': twin.urls.hook, 'webhook-format': format },
      secrets: [new URL(twin.urls.hook).pathname],
    });
    await expectKept(twin, result);
    expect(adviceOf(result)).toEqual([]);
    const posts = twin.requests.filter(({ operation }) => operation === 'hooks/post');
    expect(posts.map(({ body }) => body)).toEqual([expect.objectContaining(payload)]);
  });

  it.each<[what: string, fault: Fault, posts: number, line: string]>([
    ['is down', badGateway(), 3, 'the webhook answered 502: the alert was not posted'],
    ['refuses', { kind: 'no-permission' }, 1, 'the webhook answered 403: the alert was not posted'],
    [
      'hangs up',
      { kind: 'reset' },
      3,
      'the webhook could not be reached (ECONNRESET): the alert was not posted',
    ],
  ])('that %s costs one line without its address', async (_, fault, posts, line) => {
    await using twin = await startNight(FLAKY);
    twin.fail('hooks/post', fault, { times: Infinity });
    const result = await act(twin, {
      inputs: { 'webhook-url': twin.urls.hook },
      secrets: [new URL(twin.urls.hook).pathname],
    });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    expect(adviceOf(result)).toEqual([line]);
    expect(countOf(twin, 'hooks/post')).toBe(posts);
  });

  it('is quiet on a good night, and an address that is none is told without being shown', async () => {
    await using twin = await startNight(STABLE);
    await act(twin, { inputs: { 'webhook-url': twin.urls.hook } });
    expect(countOf(twin, 'hooks/post')).toBe(0);
    const wrong = await act(twin, { inputs: { 'webhook-url': 'hunter2/T0/B0' }, secrets: ['hunter2'] });
    expect(wrong.exitCode).toBe(2);
  });
});
