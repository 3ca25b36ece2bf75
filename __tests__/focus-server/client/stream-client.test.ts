import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type FrameStream,
  openStream,
  type StreamOptions,
} from '../../../src/focus-server/client/stream-client.ts';
import { HOST, makeJob, NOW, type Served, serveJob } from '../reference/grpc/server.ts';

let live: Served;
let historic: Served;
beforeAll(async () => {
  live = await serveJob(makeJob());
  historic = await serveJob(makeJob({ timeRange: { startMs: NOW, endMs: NOW + 1000 } }));
});
afterAll(() => Promise.all([live.close(), historic.close()]));

function open(port: number, options: Partial<StreamOptions> = {}): FrameStream {
  let ticks = 100;
  return openStream({ url: HOST, port, streamId: 0, deadlineMs: 50_000, now: () => ticks++, ...options });
}

async function countFrames(
  stream: FrameStream,
  onFrame: (count: number) => void = () => {},
): Promise<number> {
  let count = 0;
  for await (const { frame } of stream) {
    count += frame.rows.length > 0 ? 1 : 0;
    onFrame(count);
  }
  return count;
}

/** A port that takes connections and says nothing. */
async function listenSilently(): Promise<{ port: number; close: () => void }> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

describe('a stream', () => {
  it('gives frames with the times of their arrival, and ends where the server ends it', async () => {
    const stream = open(historic.port);
    const arrivals: number[] = [];
    for await (const { arrivedMs } of stream) arrivals.push(arrivedMs);
    expect(stream.startedMs).toBe(100);
    expect(arrivals).toEqual([...Array(13).keys()].map((index) => 101 + index));
  });

  it.each([
    'http://127.0.0.1',
    'https://127.0.0.1/',
    'grpc://127.0.0.1:80/x',
    '127.0.0.1',
    'http://localhost',
  ])('understands the host %s', async (url) => {
    expect(await countFrames(open(historic.port, { url }))).toBe(13);
  });

  it('refuses a host that is none', () => {
    expect(() => open(1, { url: 'http://' })).toThrow('stream URL "http://" names no host');
  });

  it('ends without an error when it is closed, before and while it is read, and twice', async () => {
    const stream = open(live.port);
    expect(
      await countFrames(stream, (count) => {
        if (count === 3) stream.close();
      }),
    ).toBeGreaterThanOrEqual(3);
    stream.close();
    const unread = open(live.port);
    unread.close();
    expect(await countFrames(unread)).toBe(0);
  });

  it('is closed by who stops reading', async () => {
    const stream = open(live.port, { deadlineMs: 2_000_000 });
    for await (const { frame } of stream) {
      expect(frame.startChannel).toBe(1);
      break;
    }
    expect(await countFrames(stream)).toBe(0);
  });
});

describe('a stream that fails', () => {
  it('names host and port when nobody is there', async () => {
    const { port, close } = await listenSilently();
    close();
    await expect(countFrames(open(port))).rejects.toThrow(
      new RegExp(`^stream 0 of 127\\.0\\.0\\.1:${port}: .*ECONNREFUSED.*\\(gRPC status 14\\)$`),
    );
  });

  it('tells the reason of the server', async () => {
    await expect(countFrames(open(live.port, { streamId: 5 }))).rejects.toThrow(
      `stream 5 of 127.0.0.1:${live.port}: job 1-7 has no stream 5; its streams are 0, 1, 2 (gRPC status 5)`,
    );
  });

  it('is given up at the deadline, with frames or without', async () => {
    await expect(countFrames(open(live.port, { deadlineMs: 300 }))).rejects.toThrow(
      `stream 0 of 127.0.0.1:${live.port}: not at its end after 300 ms`,
    );
    const { port, close } = await listenSilently();
    await expect(countFrames(open(port, { deadlineMs: 50 }))).rejects.toThrow('not at its end after 50 ms');
    close();
  });

  it('is aborted by its signal, also by one that was aborted before', async () => {
    const controller = new AbortController();
    const read = countFrames(open(live.port, { signal: controller.signal }), () => controller.abort());
    await expect(read).rejects.toThrow(`stream 0 of 127.0.0.1:${live.port}: aborted`);
    await expect(countFrames(open(live.port, { signal: AbortSignal.abort() }))).rejects.toThrow('aborted');
  });

  it('bothers nobody who does not read it', async () => {
    const { port, close } = await listenSilently();
    close();
    const unread = open(port);
    await expect(countFrames(open(port))).rejects.toThrow('gRPC status 14');
    unread.close();
  });
});
