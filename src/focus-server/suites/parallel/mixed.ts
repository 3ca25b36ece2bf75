/** Live and historic investigations at the same time. */
import assert from 'node:assert/strict';
import { expectConfigured } from '../support/answers.ts';
import { openAdmin } from '../support/admin.ts';
import { scaleLimit, type FocusBuilder, needWindows } from '../support/context.ts';
import { expectWholeRange, playBack, findPast } from '../support/recordings.ts';
import { historicRequest, liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectGoodFrames, readStreams } from '../support/streams.ts';
import { expectOwnPlaces, expectStartedAtOnce, startConcurrently } from '../support/concurrent.ts';

const OF_EACH = 3;
const SECONDS = 10;
const FRAMES = 3;
const CLOCK_TOLERANCE_MS = 60_000;

export function defineMixedTests({ test }: FocusBuilder): void {
  test(
    'three live and three historic investigations each bring their own time',
    { xray: 'PZ-520' },
    async (t) => {
      needWindows(t, 2 * OF_EACH);
      const server = await t.use(focusServer);
      const range = await findPast(t, SECONDS);
      const channels = (index: number) => ({ channels: { min: 1 + index, max: 6 + index } });
      const bodies = Array.from({ length: 2 * OF_EACH }, (_, index) =>
        index < OF_EACH ? liveRequest(channels(index)) : historicRequest(range, channels(index)),
      );
      const { exchanges, responses, wallMs } = await startConcurrently(t, bodies);
      t.record('wallMs', wallMs);
      expectOwnPlaces(responses);
      expectStartedAtOnce(t, exchanges);
      const known = await Promise.all(responses.map(({ job_id: id }) => server.client.metadata(id)));
      assert.deepEqual(known.map(expectConfigured), responses, 'metadata is not what configure answered');
      const kinds = new Map((await openAdmin(t)?.state())?.jobs.map((job) => [job.id, job['live']]));
      for (const [index, { job_id: id }] of responses.entries())
        if (kinds.size > 0) assert.equal(kinds.get(id), index < OF_EACH, `job ${id} is live`);

      const deadlineMs = t.target.environment.timeouts.streamMs;
      const [live, historic] = await Promise.all([
        Promise.all(
          responses.slice(0, OF_EACH).map((one) => readStreams(t, one, { frames: FRAMES, deadlineMs })),
        ),
        Promise.all(responses.slice(OF_EACH).map((one) => playBack(t, one))),
      ]);
      const slackMs = scaleLimit(t, CLOCK_TOLERANCE_MS);
      const now = { startMs: t.epoch() - slackMs, endMs: t.epoch() + slackMs };
      for (const [index, response] of responses.entries()) {
        const streams = (index < OF_EACH ? live[index] : historic[index - OF_EACH]) ?? [];
        if (index < OF_EACH) expectGoodFrames(streams, response, now);
        else expectWholeRange(streams, response, range);
      }
    },
  );
}
