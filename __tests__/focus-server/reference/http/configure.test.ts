import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openStream } from '../../../../src/focus-server/client/stream-client.ts';
import { configureResponse } from '../../../../src/focus-server/contract/responses.ts';
import { findPast, withServer } from './server.ts';

/** One thing that is wrong, as FastAPI tells it. */
const FASTAPI_DETAIL = {
  loc: expect.arrayContaining(['body']),
  msg: expect.any(String),
  type: expect.any(String),
};

describe('POST /configure', () => {
  it('makes a live job that streams what the response says', () =>
    withServer({}, async ({ server, configure, logged }) => {
      const { status, body } = await configure();
      const response = configureResponse.parse(body);
      expect(status).toBe(200);
      expect(response).toMatchObject({ job_id: '1-1', channel_amount: 50, stream_amount: 3, view_type: 0 });
      const stream = openStream({
        url: response.stream_url,
        port: response.stream_port,
        streamId: 2,
        deadlineMs: 20_000,
        now: () => 0,
      });
      for await (const { frame } of stream) {
        expect([frame.startChannel, frame.endChannel]).toEqual([35, 50]);
        expect(frame.shapeX).toBe(16 * response.frequencies_amount);
        expect(server.state().jobs[0]).toMatchObject({ id: '1-1', state: 'streaming', openStreams: 1 });
        break;
      }
      expect(logged).toEqual([]);
    }));

  it('plays back a recording, and only its time', () =>
    withServer({}, async (talk) => {
      const past = await findPast(talk);
      const { status, body } = await talk.configure(past);
      expect(status).toBe(200);
      expect(talk.server.state().jobs).toMatchObject([{ live: false }]);
      const stream = openStream({
        url: body.stream_url,
        port: body.stream_port,
        streamId: 0,
        deadlineMs: 20_000,
        now: () => 0,
      });
      for await (const { frame } of stream) {
        expect(frame.timestampsMs[0]).toBe(past.start_time * 1000);
        break;
      }
    }));

  it('answers 404 where nothing was recorded and makes no job', () =>
    withServer({}, async ({ server, configure }) => {
      const { status, body } = await configure({ start_time: 1000, end_time: 2000 });
      expect([status, body]).toEqual([404, { error: 'No recording found in given time range' }]);
      expect(server.state().jobs).toEqual([]);
    }));

  it.each([
    [{ channels: { min: 1 } }, 422, 'channels.max: Field required'],
    [{ view_type: '7' }, 422, 'view_type'],
    [{ nfftSelection: 10.5 }, 422, 'nfftSelection'],
    [{ nfftSelection: 1000 }, 400, 'power of 2'],
    [{ displayInfo: { height: 0 } }, 400, 'positive'],
    [{ channels: { min: 1, max: 2223 } }, 400, '2222'],
    [{ frequencyRange: { min: 0, max: 1001 } }, 400, 'limit'],
    [{ start_time: 1000 }, 400, 'both'],
  ])('refuses %j with %i', (changes, status, text) =>
    withServer({}, async ({ server, configure }) => {
      const reply = await configure(changes);
      expect(reply.status).toBe(status);
      expect(reply.body.error).toContain(text);
      expect(reply.body.detail).toEqual(status === 422 ? [FASTAPI_DETAIL] : undefined);
      expect(server.state().windows.used).toEqual([]);
    }),
  );

  it('answers 503 while it waits for the fibre, and again when it came', () =>
    withServer({}, async ({ ask, configure }) => {
      await ask('POST', '/_admin/fiber', { waiting: true });
      expect((await ask('GET', '/live_metadata')).body).toMatchObject({
        prr: 0,
        dx: 0,
        fiber_start_meters: null,
        fiber_length_meters: null,
        sw_version: 'waiting for fiber',
        fiber_description: 'waiting for fiber',
      });
      const refused = await configure();
      expect([refused.status, refused.body.error]).toEqual([503, 'not ready: waiting for fiber']);
      await ask('POST', '/_admin/fiber', { waiting: false });
      expect((await configure()).status).toBe(200);
    }));

  it('gives no window beyond the limit and gives freed ones again', () =>
    withServer({ maxWindows: 2 }, async ({ ask, configure }) => {
      const replies = await Promise.all([configure(), configure(), configure()]);
      const refused = replies.filter(({ status }) => status !== 200);
      expect(refused.map(({ status, body }) => [status, body])).toEqual([
        [503, { error: 'MaxWindows limit (2) reached' }],
      ]);
      const ports = replies.filter(({ status }) => status === 200).map(({ body }) => body.stream_port);
      expect(new Set(ports).size).toBe(2);
      expect((await ask('DELETE', '/job/1-1')).body).toEqual({ status: 'cancelled', job_id: '1-1' });
      expect((await configure()).body.job_id).toBe('1-3');
    }));

  it('answers the metadata of a job until it is cancelled', () =>
    withServer({}, async ({ ask, configure }) => {
      const { body } = await configure({ view_type: 1, channels: { min: 7, max: 9 } });
      expect((await ask('GET', '/metadata/1-1')).body).toEqual(body);
      expect((await ask('DELETE', '/focus-server/job/1-1')).status).toBe(200);
      for (const id of ['1-1', '9-9', 'constructor', '%00', '%E0%A4%A']) {
        const gone = await ask('GET', `/metadata/${id}`);
        expect(gone.status).toBe(404);
        expect(gone.body.error).toBe(id === '%E0%A4%A' ? 'Not Found' : 'Invalid job_id');
      }
      expect((await ask('DELETE', '/job/1-1')).body).toMatchObject({ detail: 'Not Found' });
    }));

  it('cancels nothing in the profile of the oldest server', () =>
    withServer({ profile: 'legacy' }, async ({ ask, configure, server }) => {
      expect((await configure({ nfftSelection: 1000 })).status).toBe(200);
      const { status, body } = await ask('DELETE', '/job/1-1');
      expect([status, body]).toEqual([404, { detail: 'Not Found' }]);
      expect(server.state().jobs.length).toBe(1);
    }));

  it('answers 503 where the port of a stream was taken since the start, and leaves no job', () =>
    withServer({}, async ({ server, ask, configure, logged }) => {
      const { stream_port: port } = (await configure()).body;
      await ask('POST', '/_admin/reset');
      const squatter = createServer();
      await new Promise<void>((resolve) => {
        squatter.listen(port, '127.0.0.1', resolve);
      });
      const refused = await configure();
      expect([refused.status, refused.body.error]).toEqual([503, `the stream cannot listen on port ${port}`]);
      expect(server.state().jobs).toEqual([]);
      expect(logged.length).toBe(1);
      squatter.close();
    }));

  it('tells when each configure arrived', () =>
    withServer({}, async ({ server, configure }) => {
      const before = Date.now();
      const { headers } = await configure();
      await configure({ nfftSelection: 1 });
      const arrivals = server.state().configures;
      expect(arrivals.map(({ status, jobId }) => [status, jobId])).toEqual([
        [200, '1-1'],
        [400, null],
      ]);
      expect(Number(headers.get('x-arrived-ms'))).toBe(arrivals[0]?.arrivedMs);
      expect(arrivals[0]?.arrivedMs).toBeGreaterThanOrEqual(before);
    }));

  it('takes the strict limits of views in their profile', () =>
    withServer({ profile: 'strict-view-limits' }, async ({ configure }) => {
      const refused = await configure({ nfftSelection: 4096 });
      expect([refused.status, refused.body.error]).toEqual([400, expect.stringContaining('2048')]);
      expect((await configure({ view_type: 1, channels: { min: 1, max: 2 } })).status).toBe(400);
    }));

  it('leaves no socket behind when it closes, with jobs open', async () => {
    // Clients of earlier tests notice only now that their servers have gone.
    await expect.poll(countSockets).toBe(0);
    await withServer({}, async ({ configure }) => {
      await Promise.all([configure(), configure()]);
      expect(countSockets()).toBeGreaterThan(0);
    });
    await expect.poll(countSockets).toBe(0);
  });
});

function countSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
}
