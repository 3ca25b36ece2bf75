import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkFrames } from '../../../../src/focus-server/contract/check-frames.ts';
import type { Frame } from '../../../../src/focus-server/contract/frame.ts';
import { makePlan } from '../signal/plans.ts';
import {
  createManualClock,
  makeJob,
  NOW,
  openTestStream,
  type Served,
  serveJob,
  takeFrames,
} from './server.ts';
import { openSilentClient } from './silent-client.ts';

const open: Served[] = [];
async function serve(...args: Parameters<typeof serveJob>): Promise<Served> {
  const served = await serveJob(...args);
  open.push(served);
  return served;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

/** One second in the past: 100 rows. */
const RANGE = { startMs: NOW - 5000, endMs: NOW - 4000 };
const EXPECTED = { frequenciesAmount: 256, linesDt: 0.01 };

describe('a historic stream', () => {
  it('sends the rows of the range and ends', async () => {
    const served = await serve(makeJob({ timeRange: RANGE }));
    const frames = await takeFrames(served.open(1), Infinity);
    expect(frames.flatMap(({ rowIndexes }) => rowIndexes)).toEqual([...Array(100).keys()]);
    expect(frames[0]).toMatchObject({ startChannel: 4, endChannel: 6, jobSequence: 7 });
    const expected = { ...EXPECTED, channels: { min: 4, max: 6 }, within: RANGE };
    expect(checkFrames(frames, expected)).toEqual([]);
    expect(frames[0]?.timestampsMs[0]).toBe(RANGE.startMs);
    expect(served.events).toEqual([
      { kind: 'connected', streamId: 1 },
      ...frames.map(() => ({ kind: 'activity', streamId: 1 })),
      { kind: 'finished', streamId: 1 },
    ]);
  });

  it('is the same for everybody who reads it', async () => {
    const served = await serve(makeJob({ timeRange: RANGE }));
    const [one, other] = await Promise.all([0, 0].map((id) => takeFrames(served.open(id), Infinity)));
    expect(one).toEqual(other);
  });

  it('carries all channels when the view is singlechannel', async () => {
    const plan = makePlan({ viewType: 1 });
    const served = await serve(makeJob({ plan, timeRange: RANGE }));
    const frames = await takeFrames(served.open(0), Infinity);
    expect(checkFrames(frames, { ...EXPECTED, channels: { min: 1, max: 8 } })).toEqual([]);
  });

  it('waits for a client that does not read, and holds a few frames for it at most', async () => {
    const made = new Map<number, number>();
    const frame = (sent: Frame) => {
      made.set(sent.startChannel, (made.get(sent.startChannel) ?? 0) + 1);
      return sent;
    };
    const plan = makePlan({ channels: { min: 1, max: 600 } });
    const timeRange = { startMs: 0, endMs: 2000 };
    const served = await serve(makeJob({ plan, timeRange }), { hooks: { frame } });
    const unread = served.open(0);
    const read = await takeFrames(served.open(1), Infinity);
    expect(read.length).toBe(40);
    expect(made.get(201)).toBe(40);
    // The client takes 16 ahead, and a megabyte more waits on the way.
    expect(made.get(1)).toBeLessThan(30);

    const late = await takeFrames(unread, Infinity);
    expect(late.flatMap(({ rowIndexes }) => rowIndexes)).toEqual([...Array(200).keys()]);
  });
});

describe('a live stream', () => {
  it('begins with a burst of the last rows and goes on as rows come due', async () => {
    const served = await serve(makeJob(), { burstFrames: 5, rowsPerFrame: 4 });
    const stream = served.open(0)[Symbol.asyncIterator]();
    const frames: Frame[] = [];
    const read = async () => {
      const { value, done } = await stream.next();
      if (done !== true) frames.push(value.frame);
    };
    for (let count = 0; count < 5; count++) await read();
    expect(frames.at(-1)?.timestampsMs).toEqual([NOW - 40, NOW - 30, NOW - 20, NOW - 10]);

    await vi.waitFor(() => expect(served.clock.waiting).toBe(1), 20_000);
    served.clock.advance(29);
    expect(served.clock.waiting).toBe(1);
    served.clock.advance(1);
    await read();
    expect(frames.at(-1)?.timestampsMs).toEqual([NOW, NOW + 10, NOW + 20, NOW + 30]);

    // A second later all that was missed comes at once.
    await vi.waitFor(() => expect(served.clock.waiting).toBe(1), 20_000);
    served.clock.advance(1000);
    for (let count = 0; count < 25; count++) await read();
    expect(checkFrames(frames, { ...EXPECTED, channels: { min: 1, max: 3 } })).toEqual([]);
    await stream.return?.();
  });

  it('sends row by row when rows are far apart', async () => {
    const plan = makePlan({ displayTimeAxisDuration: 300, height: 600 });
    const served = await serve(makeJob({ plan }));
    const frames = await takeFrames(served.open(0), 6);
    expect(frames.map(({ timestampsMs }) => timestampsMs)).toEqual(
      [6, 5, 4, 3, 2, 1].map((back) => [NOW - back * 500]),
    );
  });

  it('tells when the client goes, also while it waits for rows', async () => {
    const served = await serve(makeJob());
    await takeFrames(served.open(2), 6);
    await vi.waitFor(
      () => expect(served.events.at(-1)).toEqual({ kind: 'disconnected', streamId: 2 }),
      20_000,
    );
    expect(served.clock.waiting).toBe(0);
  });
});

describe('defects', () => {
  it('change, drop and misdate frames', async () => {
    const hooks = {
      frame: (frame: Frame, index: number) => (index % 2 === 0 ? null : { ...frame, maximum: index }),
      clockSkewMs: 1000,
    };
    const served = await serve(makeJob({ timeRange: RANGE }), { hooks, rowsPerFrame: 25 });
    const frames = await takeFrames(served.open(0), Infinity);
    expect(frames.map(({ maximum, timestampsMs }) => [maximum, timestampsMs[0]])).toEqual([
      [1, RANGE.startMs + 1250],
      [3, RANGE.startMs + 1750],
    ]);
  });
});

describe('what cannot be streamed', () => {
  it('is refused with the reason', async () => {
    const wide = makePlan({ viewType: 1, channels: { min: 1, max: 2222 }, nfftSelection: 65_536 });
    const [unknown, large] = await Promise.all([serve(makeJob()), serve(makeJob({ plan: wide }))]);
    await expect(takeFrames(unknown.open(3), 1)).rejects.toThrow(
      'job 1-7 has no stream 3; its streams are 0, 1, 2 (gRPC status 5)',
    );
    await expect(takeFrames(unknown.open(-1), 1)).rejects.toThrow('gRPC status 5');
    await expect(takeFrames(large.open(0), 1)).rejects.toThrow(
      /a row of \d+ values needs \d+ bytes, a message holds 52428800 \(gRPC status 8\)/,
    );
    expect([...unknown.events, ...large.events]).toEqual([]);
  });

  it('is the stream of one client too many', async () => {
    const served = await serve(makeJob());
    const streams = Array.from({ length: 64 }, () => served.open(0));
    await vi.waitFor(() => expect(served.clock.waiting).toBe(64), 20_000);
    await expect(takeFrames(served.open(0), 1)).rejects.toThrow(
      'job 1-7 has 64 open streams (gRPC status 8)',
    );
    for (const stream of streams) stream.close();
    await vi.waitFor(() => expect(served.clock.waiting).toBe(0), 20_000);
    expect(await takeFrames(served.open(0), 1)).toHaveLength(1);
  });

  it('leaves the server as it was when a hook throws', async () => {
    const served = await serve(makeJob(), {
      hooks: {
        frame: (frame) => {
          if (frame.startChannel === 1) throw new Error('broken hook');
          return frame;
        },
      },
    });
    await expect(takeFrames(served.open(0), 1)).rejects.toThrow('broken hook (gRPC status 13)');
    expect(await takeFrames(served.open(1), 2)).toHaveLength(2);
  });
});

describe('close', () => {
  it('ends open streams with the reason, frees the port, and may be called twice', async () => {
    const served = await serveJob(makeJob());
    const reading = takeFrames(served.open(0), Infinity);
    await vi.waitFor(() => expect(served.clock.waiting).toBe(1), 20_000);
    const failure = expect(reading).rejects.toThrow('job 1-7 has ended (gRPC status 14)');
    await Promise.all([served.close(), served.close()]);
    await failure;
    expect(served.events.map(({ kind }) => kind)).not.toContain('disconnected');
    expect(served.clock.waiting).toBe(0);

    const again = await serveJob(makeJob({ streamPort: served.port }));
    expect(again.port).toBe(served.port);
    await again.close();
    await expect(takeFrames(openTestStream(served.port, 0), 1)).rejects.toThrow('gRPC status 14');
  });

  it('does not wait for a client that does not read', async () => {
    const plan = makePlan({ channels: { min: 1, max: 600 } });
    const served = await serveJob(makeJob({ plan, timeRange: { startMs: 0, endMs: 100_000 } }));
    const unread = served.open(0);
    await vi.waitFor(() => expect(served.events.length).toBeGreaterThan(5), 20_000);
    await served.close();
    unread.close();
    expect(served.events.map(({ kind }) => kind)).not.toContain('finished');
  });

  it.each([
    ['live', null],
    ['historic', { startMs: 0, endMs: 100_000 }],
  ])('cuts the connection of a client that takes nothing of a %s stream', async (_, timeRange) => {
    const served = await serveJob(makeJob({ timeRange }));
    const silent = await openSilentClient(served.port);
    await served.close();
    const again = await serveJob(makeJob({ streamPort: served.port }));
    expect(await takeFrames(again.open(0), 1)).toHaveLength(1);
    await again.close();
    silent.close();
  });

  it('rejects a port that is taken', async () => {
    const served = await serve(makeJob());
    await expect(serveJob(makeJob({ streamPort: served.port }))).rejects.toThrow(
      `cannot listen on 127.0.0.1:${served.port}`,
    );
    expect(await takeFrames(served.open(0), 1)).toHaveLength(1);
  });

  it('needs no clock to close a job that nobody asked for', async () => {
    const clock = createManualClock();
    const served = await serveJob(makeJob(), { clock });
    await served.close();
    expect(clock.waiting).toBe(0);
  });
});
