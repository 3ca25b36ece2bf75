import { expect, it } from 'vitest';
import { startReferenceServer } from '../../../../src/focus-server/reference/start-reference-server.ts';
import { askUrl, makeBody, realClock } from './server.ts';

interface Case {
  readonly moment: string;
  /** Numbers that are still drawn before it breaks. */
  readonly good: number;
  readonly method: string;
  readonly path: string;
  readonly body?: Record<string, unknown>;
}

it.each<Case>([
  { moment: 'before the route is asked', good: 0, method: 'GET', path: '/ack' },
  { moment: 'in the route', good: 1, method: 'POST', path: '/configure', body: makeBody() },
])('answers 500 with a text and tells why when something breaks $moment', async ({ good, ...question }) => {
  const logged: string[] = [];
  let left = Number.POSITIVE_INFINITY;
  const random = (): number => {
    if (left === 0) throw new Error('out of numbers');
    left -= 1;
    return 0.5;
  };
  const logger = (line: string): number => logged.push(line);
  const server = await startReferenceServer({ latencyScale: 0, logger }, { clock: realClock, random });
  try {
    left = good;
    const { status, body } = await askUrl(`${server.url}${question.path}`, question);
    expect([status, body]).toEqual([500, { error: 'internal server error' }]);
    expect(logged).toEqual([expect.stringContaining('out of numbers')]);
    left = Number.POSITIVE_INFINITY;
    expect(server.state().jobs).toEqual([]);
    expect((await askUrl(`${server.url}/ack`, { method: 'GET' })).status).toBe(200);
  } finally {
    await server.close();
  }
});
