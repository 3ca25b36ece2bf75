/** The server stays well before, while and after fifteen investigations run. */
import type { FocusBuilder } from '../support/context.ts';
import {
  expectHealthy,
  expectOwnPlaces,
  expectStartedAtOnce,
  startConcurrently,
} from '../support/concurrent.ts';
import { releaseJobs, focusServer } from '../support/server.ts';
import { liveRequest } from '../support/requests.ts';
import { expectGoodFrames, readStreams } from '../support/streams.ts';
import { needWindows } from '../support/context.ts';

const COUNT = 15;
const CHANNELS = { min: 1, max: 6 };
const FRAMES = 3;

export function defineHealthTests({ test }: FocusBuilder): void {
  test('the server is well before, while and after fifteen investigations', { xray: 'PZ-530' }, async (t) => {
    needWindows(t, COUNT);
    const { client } = await t.use(focusServer);
    await expectHealthy(t, client, 'before');

    const bodies = Array.from({ length: COUNT }, () => liveRequest({ channels: CHANNELS }));
    const { exchanges, responses, wallMs } = await startConcurrently(t, bodies);
    t.record('wallMs', wallMs);
    expectOwnPlaces(responses);
    expectStartedAtOnce(t, exchanges);

    const limit = { frames: FRAMES, deadlineMs: t.target.environment.timeouts.streamMs };
    const [played] = await Promise.all([
      Promise.all(responses.map((response) => readStreams(t, response, limit))),
      expectHealthy(t, client, 'during'),
    ]);
    for (const [index, response] of responses.entries()) expectGoodFrames(played[index] ?? [], response);

    await releaseJobs(t, responses);
    await expectHealthy(t, client, 'after');
  });
}
