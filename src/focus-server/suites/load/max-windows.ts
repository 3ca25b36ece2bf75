/** As many investigations as there are windows, and one more. */
import assert from 'node:assert/strict';
import { expectConfigured, expectRefused } from '../support/answers.ts';
import type { FocusBuilder, FocusTest } from '../support/context.ts';
import { windowOf, expectNoJobMade } from '../support/leaks.ts';
import { deferRelease, releaseJobs, focusServer } from '../support/server.ts';
import { liveRequest } from '../support/requests.ts';
import { expectGoodFrames, openJobStream, readAll } from '../support/streams.ts';
import { expectOwnPlaces, startConcurrently, type ConcurrentStart } from '../support/concurrent.ts';

/** An environment that allows more is not asked for all of them. */
const MOST_WINDOWS = 100;
const BODY = liveRequest({ channels: { min: 1, max: 6 } });

export function defineMaxWindowsTests({ test }: FocusBuilder): void {
  test('all windows can be used at the same time', { xray: 'PZ-560' }, async (t) => {
    const { client } = await t.use(focusServer);
    const { responses, wallMs } = await fillWindows(t);
    t.record('wallMs', wallMs);
    expectOwnPlaces(responses);
    const deadlineMs = t.target.environment.timeouts.streamMs;
    const streams = responses.map((response) => openJobStream(t, response, { streamId: 0, deadlineMs }));
    const played = await readAll(t, streams, { frames: 1 });
    for (const [index, response] of responses.entries()) {
      assert.equal(played[index]?.length, 1, `frames of job ${response.job_id}`);
      expectGoodFrames([played[index] ?? []], response);
    }
    const known = await Promise.all(responses.map(({ job_id: id }) => client.metadata(id)));
    assert.deepEqual(known.map(expectConfigured), responses, 'metadata is not what configure answered');
  });

  test(
    'one investigation more than MaxWindows is refused, until one has ended',
    { xray: 'PZ-561' },
    async (t) => {
      const server = await t.use(focusServer);
      const { maxWindows } = t.target.environment.limits;
      const { responses } = await fillWindows(t);
      await expectNoJobMade(t, async () => {
        const beyond = await server.configure(BODY);
        if (beyond.status === 200 && !t.target.environment.hasAdmin) {
          await releaseJobs(t, [expectConfigured(beyond)]);
          t.skip('this server leaves MaxWindows to its clients');
        }
        expectRefused(beyond, { status: 503, says: ['MaxWindows limit', String(maxWindows)] });
        t.record('refusalMs', beyond.durationMs);
      });

      const ended = responses.slice(0, 1);
      await releaseJobs(t, ended);
      const next = await server.start(BODY);
      await deferRelease(t, [next]);
      assert.deepEqual(
        [windowOf(next.job_id)],
        ended.map(({ job_id: id }) => windowOf(id)),
        'the window that became free is used again',
      );
    },
  );
}

function fillWindows(t: FocusTest): Promise<ConcurrentStart> {
  const { maxWindows } = t.target.environment.limits;
  if (maxWindows > MOST_WINDOWS) t.skip(`${maxWindows} windows are more than are filled at once`);
  return startConcurrently(
    t,
    Array.from({ length: maxWindows }, () => BODY),
  );
}
