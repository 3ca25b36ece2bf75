/**
 * A suite of your own, in TypeScript. Nothing has to be compiled or installed for it:
 *
 *   focus-stability run --suite examples/focus-server/own.suite.ts
 *   focus-stability run --suite examples/focus-server/own.suite.ts --env staging --iterations 5
 *
 * Without --env it runs against an embedded reference server. docs/SUITES.md explains everything used here.
 */
import assert from 'node:assert/strict';
import { suite, type SuiteTarget } from 'focus-stability/suite';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly durationMs: number;
}

const LIVE = {
  displayTimeAxisDuration: 10,
  nfftSelection: 1024,
  displayInfo: { height: 100 },
  channels: { min: 1, max: 50 },
  frequencyRange: { min: 0, max: 500 },
  view_type: 0,
};

export default suite<SuiteTarget>(
  'Our own checks',
  { tags: ['own'], concurrency: 2, timeoutMs: 20_000 },
  ({ test, each, fixture }) => {
    // Made when a test first uses it, for this test alone.
    const server = fixture((f) => {
      const { target, signal } = f;
      const { baseUrl } = target.environment;
      const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
        const startMs = f.now();
        const response = await fetch(`${baseUrl}${path}`, {
          method,
          signal,
          headers: { 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const answer = (await response.json()) as Record<string, unknown>;
        return { status: response.status, body: answer, durationMs: f.now() - startMs };
      };
      const start = async (changes: object = {}): Promise<Answer> => {
        const answer = await ask('POST', '/configure', { ...LIVE, ...changes });
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        assert.match(String(answer.body['job_id']), /^\d+-\d+$/, 'job_id');
        // Cleaned up when the test is over, whatever became of it. `signal` is aborted by then if its time was up.
        f.defer(() => fetch(`${baseUrl}/job/${String(answer.body['job_id'])}`, { method: 'DELETE' }));
        return answer;
      };
      return { ask, start };
    });

    // Made once for all tests.
    const highestChannel = fixture({ per: 'suite' }, async ({ target }) => {
      const response = await fetch(`${target.environment.baseUrl}/channels`);
      const { highest_channel: highest } = (await response.json()) as { highest_channel: number };
      return highest;
    });

    test('the server acknowledges', { xray: 'OWN-1', tags: ['smoke'] }, async (t) => {
      const { ask } = await t.use(server);
      const { status, body, durationMs } = await ask('GET', '/ack');
      assert.equal(status, 200);
      assert.deepEqual(body, {});
      // Becomes the property metric.ackMs of this test in the JUnit report.
      t.record('ackMs', durationMs);
    });

    each([
      { channels: 1, streams: 1 },
      { channels: 2, streams: 2 },
      { channels: 50, streams: 3 },
    ])('a job of $channels channels has $streams streams', ({ channels, streams }) => async (t) => {
      const { start } = await t.use(server);
      const { body } = await start({ channels: { min: 1, max: channels } });
      t.log(`job ${String(body['job_id'])}`);
      // Kept beside the report.
      t.attach('configure.json', JSON.stringify(body, null, 2));
      assert.equal(body['stream_amount'], streams);
    });

    test('a channel beyond the last one is refused', { xray: 'OWN-20' }, async (t) => {
      const { ask } = await t.use(server);
      const highest = await t.use(highestChannel);
      const channels = { min: highest + 1, max: highest + 2 };
      const { status, body } = await ask('POST', '/configure', { ...LIVE, channels });
      assert.equal(status, 400, JSON.stringify(body));
      assert.match(String(body['error']), /channel/i);
    });

    test('a cancelled job is forgotten', { xray: 'OWN-21' }, async (t) => {
      if (t.target.environment.profile === 'legacy') t.skip('this server cannot cancel jobs');
      const { ask, start } = await t.use(server);
      const { body } = await start();
      const id = String(body['job_id']);
      assert.equal((await ask('GET', `/metadata/${id}`)).status, 200);
      assert.equal((await ask('DELETE', `/job/${id}`)).status, 200);
      // Checks again and again until the check neither throws nor gives false; no sleeping.
      await t.eventually(
        `job ${id} is gone`,
        async () => (await ask('GET', `/metadata/${id}`)).status === 404,
        {
          deadlineMs: 5000 * t.target.environment.limits.latencyScale,
        },
      );
    });
  },
);
