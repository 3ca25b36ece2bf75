import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureHeap } from '../../../helpers/memory.ts';
import { liveAnHour } from '../jobs/live-an-hour.ts';
import { makeBody, withServer, type Talk } from './server.ts';

const REQUESTS = 10_000;
const AT_ONCE = 50;
/** Until then code is compiled and the bounded logs fill. */
const SETTLED = 3_000;
/** Some hundred bytes for each request or job that came after; a job that is kept holds nearly nine thousand. */
const MOST_GROWN_BYTES = 1_000_000;

const hostile = fc.oneof(
  fc.jsonValue(),
  fc.string({ maxLength: 200 }),
  fc.constantFrom(-1, 0, 1e308, 10.5, '10', '', 'NaN', [], {}, null, true, 2 ** 53),
);

/** Requests that are right but for one field. */
const almostRight = fc
  .tuple(fc.constantFrom(...Object.keys(makeBody())), hostile)
  .map(([field, value]) => makeBody({ [field]: value }));

const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
  path: fc.oneof(
    { weight: 6, arbitrary: fc.constant('/configure') },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        '/ack',
        '/metadata/1-1',
        '/job/1-1',
        '/recordings_in_time_range',
        '/focus-server/configure',
        '/_admin/fiber',
        '/_admin/faults/x',
        '/_admin/jobs/x',
        '/apis/batch/v1/namespaces/panda/jobs',
      ),
    },
    { weight: 1, arbitrary: fc.webPath() },
  ),
  body: fc.oneof({ weight: 3, arbitrary: almostRight }, { weight: 1, arbitrary: hostile }),
});

describe('10,000 random requests', () => {
  it('leave neither jobs nor windows nor sockets nor memory behind, and never a 500', () =>
    withServer({}, async (talk) => {
      const { server, ask, logged } = talk;
      const sample = fc.sample(request, { seed: 20_261_122, numRuns: REQUESTS });
      const statuses = new Map<number, number>();
      let settledBytes = Number.NaN;
      for (let start = 0; start < sample.length; start += AT_ONCE) {
        if (start === SETTLED) settledBytes = await measureHeap();
        const replies = await Promise.all(
          sample.slice(start, start + AT_ONCE).map((each) => send(talk, each)),
        );
        for (const { status } of replies) statuses.set(status, (statuses.get(status) ?? 0) + 1);
        await ask('DELETE', '/_admin/jobs');
      }
      expect((await measureHeap()) - settledBytes).toBeLessThan(MOST_GROWN_BYTES);
      expect([...statuses.keys()].filter((status) => status >= 500 && status !== 503)).toEqual([]);
      for (const status of [200, 400, 404, 405, 422]) expect(statuses.get(status)).toBeGreaterThan(20);
      await ask('POST', '/_admin/reset');
      const state = server.state();
      expect([state.jobs, state.windows.used, state.queues, state.faults]).toEqual([[], [], [], []]);
      expect(state.counters.connections).toBeLessThanOrEqual(2 * AT_ONCE);
      expect(logged).toEqual([]);
      expect((await talk.configure()).body.stream_port).toBe(server.state().jobs[0]?.streamPort);
      expect(server.state().windows.used).toEqual([1]);
    }));
});

describe('an hour of jobs that come and go', () => {
  it('leaves memory and handles as they were', { timeout: 180_000 }, async () => {
    const before = countHandles();
    const held: { readonly bytes: number; readonly handles: number }[] = [];
    await liveAnHour({
      minutes: 60,
      onMinute: async (server, minute) => {
        expect(server.state().windows.used.length).toBeGreaterThan(1);
        if (minute === 20 || minute === 60)
          held.push({ bytes: await measureHeap(), handles: countHandles() });
      },
    });
    const [settled, last] = held;
    expect((last?.bytes ?? 0) - (settled?.bytes ?? 0)).toBeLessThan(MOST_GROWN_BYTES);
    expect(last?.handles).toBeLessThanOrEqual(settled?.handles ?? 0);
    await expect.poll(countHandles).toBeLessThanOrEqual(before);
  });
});

/** Servers and connections that are open. */
function countHandles(): number {
  return process.getActiveResourcesInfo().filter((name) => /^TCPServer|^TCPSocket/.test(name)).length;
}

async function send({ ask }: Talk, { method, path, body }: { method: string; path: string; body: unknown }) {
  const reply = await ask(method, path, method === 'GET' ? undefined : body);
  if (reply.status >= 400 && path !== '/apis/batch/v1/namespaces/panda/jobs') {
    expect([method, path, typeof reply.body.error]).toEqual([method, path, 'string']);
  }
  return reply;
}
