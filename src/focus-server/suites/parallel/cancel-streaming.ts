/** An investigation that is cancelled under the eyes of its clients. */
import assert from 'node:assert/strict';
import type { ArrivedFrame } from '../../client/stream-client.ts';
import { cancelResponse } from '../../contract/responses.ts';
import { expectBody } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { expectNothingLeft } from '../support/leaks.ts';
import { cleanupLimit, mustCancel, focusServer } from '../support/server.ts';
import { liveRequest } from '../support/requests.ts';
import { openStreams } from '../support/streams.ts';

export function defineCancelTests({ test }: FocusBuilder): void {
  test('an investigation that is cancelled while it streams ends', { xray: 'PZ-542' }, async (t) => {
    const server = await t.use(focusServer);
    const response = await server.start(liveRequest({ channels: { min: 1, max: 6 } }));
    // Longer than they are waited for: it must be the server that ends them.
    const deadlineMs = t.target.environment.timeouts.streamMs + 2 * cleanupLimit(t);
    const streams = openStreams(t, response, deadlineMs).map((stream) => stream[Symbol.asyncIterator]());
    for (const first of await Promise.all(streams.map((frames) => frames.next())))
      assert.ok(first.done !== true, 'a stream ended before the investigation was cancelled');

    const cancelled = await server.client.cancel(response.job_id);
    if (cancelled.status === 404 && !mustCancel(t)) {
      t.record('cancel', 'unsupported');
      t.skip('this server has no route that cancels');
    }
    assert.equal(expectBody(cancelled, cancelResponse).job_id, response.job_id);
    const cancelledMs = t.now();
    await t.eventually(
      'the streams of a cancelled investigation end',
      async () => {
        await Promise.all(streams.map(readToEnd));
      },
      { deadlineMs: cleanupLimit(t) },
    );
    t.record('endMs', Math.round(t.now() - cancelledMs));
    await expectNothingLeft(t, [response]);
  });
}

/** A server may tell why it ends a stream, which a client takes for an error. */
async function readToEnd(frames: AsyncIterator<ArrivedFrame>): Promise<void> {
  try {
    for (;;) if ((await frames.next()).done === true) return;
  } catch {
    return;
  }
}
