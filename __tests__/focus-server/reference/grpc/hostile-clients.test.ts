import { connect } from 'node:net';
import { Client, credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATA_STREAM_SERVICE } from '../../../../src/focus-server/contract/data-stream.ts';
import { HOST, makeJob, NOW, type Served, serveJob, takeFrames } from './server.ts';

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

let served: Served;
beforeAll(async () => {
  served = await serveJob(makeJob({ timeRange: { startMs: NOW, endMs: NOW + 1000 } }));
});
afterAll(() => served.close());

/** Sends the bytes and resolves when the connection is over, whoever ended it. */
function sendRaw(bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(served.port, HOST);
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.resume();
    socket.end(bytes);
  });
}

describe('the port of a job', () => {
  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['an HTTP/1.1 request', Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n')],
    ['zeros', Buffer.alloc(100_000)],
    ['half a preface', Buffer.from(PREFACE.slice(0, 10))],
    ['a preface and garbage', Buffer.concat([Buffer.from(PREFACE), Buffer.alloc(5000, 0xab)])],
    ['a settings frame of the wrong length', Buffer.from(`${PREFACE}\0\0\x05\x04\0\0\0\0\0hello`, 'latin1')],
  ])('survives %s', async (_, bytes) => {
    await sendRaw(bytes);
    expect(await takeFrames(served.open(0), Infinity)).toHaveLength(13);
  });

  it('survives clients that vanish in the middle of a stream', async () => {
    for (let count = 0; count < 20; count++) {
      const stream = served.open(count % 3);
      const iterator = stream[Symbol.asyncIterator]();
      await iterator.next();
      stream.close();
    }
    expect(await takeFrames(served.open(0), Infinity)).toHaveLength(13);
  });

  it('refuses a request that is none', async () => {
    const client = new Client(`${HOST}:${served.port}`, credentials.createInsecure());
    const { path } = DATA_STREAM_SERVICE.StreamData;
    const call = client.makeServerStreamRequest(
      path,
      (bytes: Buffer) => bytes,
      (bytes) => bytes,
      Buffer.from([0xff, 0xff]),
    );
    const read = async () => {
      for await (const item of call as AsyncIterable<Buffer>) expect(item).toBeNull();
    };
    await expect(read()).rejects.toThrow(/13 INTERNAL/);
    client.close();
  });
});
