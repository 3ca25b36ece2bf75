/** Clients that come and go while a live job streams. */
import assert from 'node:assert/strict';
import { expectConfigured } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { expectNothingLeft } from '../support/leaks.ts';
import { liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectGoodFrames, openJobStream, readFrames, readStreams } from '../support/streams.ts';
import { gapLimit } from './real-time.ts';

/** The least a client expects: frames, and milliseconds for them. */
const LEAST = { frames: 3, deadlineMs: 30_000 };
/** Reading a few frames more may take so many times the longest silence. */
const SILENCES = 4;
const CHANNELS = { min: 1, max: 12 };

export function defineClientTests({ test }: FocusBuilder): void {
  test('three frames of each stream come within 30 seconds', { xray: 'PZ-403' }, async (t) => {
    const server = await t.use(focusServer);
    const response = await server.start(liveRequest());
    const startMs = t.now();
    const { frames } = LEAST;
    const streams = await readStreams(t, response, { frames, deadlineMs: LEAST.deadlineMs });
    for (const [id, arrived] of streams.entries())
      assert.equal(arrived.length, frames, `frames of stream ${id}`);
    expectGoodFrames(streams, response);
    const firsts = streams.map(([first]) => (first?.arrivedMs ?? Number.NaN) - startMs);
    t.record('firstFrameMs', Math.round(Math.max(...firsts)));
  });

  test(
    'a second client of a stream gets it too, and leaves the first one alone',
    { xray: 'PZ-404' },
    async (t) => {
      const server = await t.use(focusServer);
      const response = await server.start(liveRequest({ channels: CHANNELS }));
      const wish = { streamId: 0, deadlineMs: SILENCES * gapLimit(t) };
      const staying = openJobStream(t, response, wish)[Symbol.asyncIterator]();
      const before = await readFrames(t, staying, { frames: LEAST.frames });
      const second = openJobStream(t, response, wish);
      const passing = await readFrames(t, second[Symbol.asyncIterator](), { frames: LEAST.frames });
      second.close();
      // Frames that were on their way before the second one left prove nothing.
      const leftMs = t.now();
      const after = await readFrames(t, staying, { lastingMs: 1 });
      after.push(...(await readFrames(t, staying, { frames: 2 })));

      expectGoodFrames([passing], response);
      expectGoodFrames([[...before, ...after]], response);
      assert.ok((after.at(-1)?.arrivedMs ?? 0) > leftMs, 'no frame came after the second client had left');
      t.record('framesAfterwards', after.length);
      const known = expectConfigured(await server.client.metadata(response.job_id));
      assert.deepEqual(known, response, 'metadata is not what configure answered');
    },
  );

  test('a live job whose clients have left is cleaned up', { xray: 'PZ-405' }, async (t) => {
    const server = await t.use(focusServer);
    const response = await server.start(liveRequest({ channels: CHANNELS }));
    await readStreams(t, response, { frames: 1, deadlineMs: t.target.environment.timeouts.streamMs });
    const leftMs = t.now();
    await expectNothingLeft(t, [response]);
    t.record('cleanupMs', Math.round(t.now() - leftMs));
  });
}
