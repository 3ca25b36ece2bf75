/** Jobs that are left alone. */
import assert from 'node:assert/strict';
import { expectConfigured, expectRefused } from '../support/answers.ts';
import { readFigure, scaleLimit, type FocusBuilder } from '../support/context.ts';
import { expectNothingLeft } from '../support/leaks.ts';
import { FORGOTTEN, focusServer } from '../support/server.ts';
import { liveRequest } from '../support/requests.ts';

/** Room for the longest time that may be set. */
const TIMEOUT_MS = 1_800_000;
/** Of the lifetime: "about 50 s" is 30 at least and 90 at most. */
const LEAST = 0.6;
const MOST = 1.8;
/** Looks within one lifetime: nobody minds a few requests. */
const LOOKS = 50;

export function defineLifetimeTests({ test }: FocusBuilder): void {
  const options = { xray: 'PZ-413', tags: ['nightly', 'slow', 'lifetimes'], timeoutMs: TIMEOUT_MS };
  test('a job that nobody connects to is kept for a while, and then cleaned up', options, async (t) => {
    const server = await t.use(focusServer);
    const lifetimeMs = readFigure(t, 'unconnected-seconds') * 1000;
    const askedMs = t.now();
    const response = await server.start(liveRequest());
    assert.deepEqual(expectConfigured(await server.client.metadata(response.job_id)), response);

    const goneMs = await t.eventually(
      `job ${response.job_id}, which nobody connects to, is gone`,
      async () => {
        expectRefused(await server.client.metadata(response.job_id), FORGOTTEN);
        return t.now();
      },
      { deadlineMs: scaleLimit(t, MOST * lifetimeMs), everyMs: lifetimeMs / LOOKS },
    );
    // Longer than it really lived: a slow machine makes no job vanish early.
    const livedMs = Math.round(goneMs - askedMs);
    t.record('livedMs', livedMs);
    assert.ok(
      livedMs >= LEAST * lifetimeMs,
      `the job was gone after ${livedMs} ms, a client may need ${LEAST * lifetimeMs} ms to connect`,
    );
    await expectNothingLeft(t, [response]);
  });
}
