/** Five investigations at once, looked at from all sides. */
import assert from 'node:assert/strict';
import { expectConfigured } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, expectPlanned } from '../support/plan.ts';
import { liveRequest, waterfallRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectGoodFrames, readStreams } from '../support/streams.ts';
import { expectOwnPlaces, expectStartedAtOnce, startConcurrently } from '../support/concurrent.ts';
import { needWindows } from '../support/context.ts';

/** No two alike, so that none can be answered with the job of another. */
const FIVE = [
  liveRequest(),
  liveRequest({ nfftSelection: 512, channels: { min: 11, max: 30 } }),
  liveRequest({ view_type: '1', channels: { min: 7, max: 7 } }),
  liveRequest({ frequencyRange: { min: 100, max: 200 }, channels: { min: 100, max: 104 } }),
  waterfallRequest({ channels: { min: 31, max: 60 } }),
];
const FRAMES = 3;

export function defineVerificationTests({ test }: FocusBuilder): void {
  test('five investigations have ids, windows and ports of their own', { xray: 'PZ-500' }, async (t) => {
    needWindows(t, FIVE.length);
    const { responses, wallMs } = await startConcurrently(t, FIVE);
    t.record('wallMs', wallMs);
    expectOwnPlaces(responses);
  });

  test('five investigations start at the same moment', { xray: 'PZ-501' }, async (t) => {
    needWindows(t, FIVE.length);
    const { exchanges } = await startConcurrently(t, FIVE);
    expectStartedAtOnce(t, exchanges);
  });

  test('each of five investigations is what it was asked to be', { xray: 'PZ-502' }, async (t) => {
    needWindows(t, FIVE.length);
    const server = await t.use(focusServer);
    const facts = await t.use(serverFacts);
    const { responses, wallMs } = await startConcurrently(t, FIVE);
    t.record('wallMs', wallMs);
    for (const [index, response] of responses.entries()) expectPlanned(response, FIVE[index], facts);
    const known = await Promise.all(responses.map(({ job_id: id }) => server.client.metadata(id)));
    assert.deepEqual(known.map(expectConfigured), responses, 'metadata is not what configure answered');
  });

  test('five investigations stream good frames at the same time', { xray: 'PZ-503' }, async (t) => {
    needWindows(t, FIVE.length);
    const { responses } = await startConcurrently(t, FIVE);
    const deadlineMs = t.target.environment.timeouts.streamMs;
    const beganMs = t.now();
    const played = await Promise.all(
      responses.map((response) => readStreams(t, response, { frames: FRAMES, deadlineMs })),
    );
    t.record('framesMs', t.now() - beganMs);
    for (const [index, response] of responses.entries()) {
      const streams = played[index] ?? [];
      assert.deepEqual(
        streams.map(({ length }) => length),
        streams.map(() => FRAMES),
        `frames of job ${response.job_id}`,
      );
      expectGoodFrames(streams, response);
    }
  });
}
