import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Environment } from '../../../../src/model/environment.ts';
import type { ConfigureResponse } from '../../../../src/focus-server/contract/responses.ts';
import { deferRelease, releaseJobs } from '../../../../src/focus-server/suites/support/server.ts';
import { withServer, type Talk } from '../../reference/http/server.ts';
import { environmentOf } from '../run-against.ts';
import { openContext, type OpenedContext } from './open-context.ts';

/** Requests have all the time there is. */
const PATIENT: Pick<Environment, 'limits' | 'timeouts'> = {
  limits: { maxWindows: 30, latencyScale: 2 },
  timeouts: { requestMs: 2 ** 31 - 1, streamMs: 1000 },
};

afterEach(() => {
  vi.useRealTimers();
});

/** A job that its server never forgets. Deadlines are the test's to let pass, all other time is real. */
async function withLastingJob(
  settings: Readonly<Record<string, string>>,
  use: (context: OpenedContext, job: ConfigureResponse) => Promise<void>,
): Promise<void> {
  await withServer({ defects: ['never-cleans'] }, async ({ server, ask, configure }: Talk) => {
    const { body } = await configure();
    const { body: job } = await ask<ConfigureResponse>('GET', `/metadata/${body.job_id}`);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await use(openContext({ ...environmentOf(server), ...PATIENT }, settings), job);
    vi.useRealTimers();
  });
}

/** How long a wait is before it is given up. */
async function findDeadline(wait: Promise<unknown>): Promise<string> {
  const endings: string[] = [];
  void wait.then(
    () => endings.push('it did not wait'),
    (error: unknown) => endings.push(String(error)),
  );
  while (endings.length === 0) {
    await nextTurn();
    await vi.advanceTimersByTimeAsync(1000);
  }
  const [ending = ''] = endings;
  return /not within (\d+ ms)/.exec(ending)?.[1] ?? ending;
}

describe('a job that was ended must be forgotten', () => {
  it.each([
    ['by default', {}, '10000 ms'],
    ['as long as is set', { 'cleanup-seconds': '20' }, '40000 ms'],
  ] as const)('in the time of a test, %s', async (_, settings, limit) => {
    await withLastingJob(settings, async ({ t }, job) => {
      expect(await findDeadline(releaseJobs(t, [job]))).toBe(limit);
    });
  });

  it('sooner in a cleanup, which has less time', async () => {
    await withLastingJob({ 'cleanup-seconds': '20' }, async ({ t, finish }, job) => {
      await deferRelease({ ...t, signal: AbortSignal.abort() }, [job]);
      expect(await findDeadline(finish())).toBe('8000 ms');
    });
  });
});
