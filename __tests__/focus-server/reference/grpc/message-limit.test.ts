/** Messages of 50 MB, and of a byte more. */
import { Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DATA_STREAM_SERVICE, encodeFrame } from '../../../../src/focus-server/contract/data-stream.ts';
import type { Frame } from '../../../../src/focus-server/contract/frame.ts';
import { makePlan } from '../signal/plans.ts';
import { HOST, makeJob, NOW, openTestStream, serveJob, takeFrames } from './server.ts';

const LIMIT = 50 * 1024 * 1024;
const EMPTY: Frame = {
  startChannel: 1,
  endChannel: 1,
  timestampsMs: [NOW],
  rowIndexes: [0],
  shapeX: 1,
  shapeY: 1,
  shapeZ: 1,
  maximum: 1,
  minimum: 1,
  rows: [],
  jobSequence: 7,
};
/** Bytes around one row: the fields above, and of the row its tag and a length of four bytes. */
const AROUND = encodeFrame(EMPTY).length + 5;

/** A server of somebody else, that sends one message of so many bytes and knows no limit. */
async function serveMessage(bytes: number): Promise<number> {
  const message = encodeFrame({ ...EMPTY, rows: [new Uint8Array(bytes - AROUND)] });
  expect(message).toHaveLength(bytes);
  const server = new Server({ 'grpc.max_send_message_length': -1 });
  const { StreamData } = DATA_STREAM_SERVICE;
  const service = { StreamData: { ...StreamData, responseSerialize: (sent: Buffer) => sent } };
  server.addService(service, {
    StreamData: (call: ServerWritableStream<object, Buffer>) => {
      call.write(message, () => call.end());
    },
  });
  onTestFinished(() => server.forceShutdown());
  return new Promise((resolve, reject) => {
    server.bindAsync(`${HOST}:0`, ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

describe('a message', () => {
  it('of 50 MB is read by a client', async () => {
    const frames = await takeFrames(openTestStream(await serveMessage(LIMIT), 0), 2);
    expect(frames.map(({ rows }) => rows.map((row) => row.length))).toEqual([[LIMIT - AROUND]]);
  });

  it('of a byte more is refused by a client', async () => {
    await expect(takeFrames(openTestStream(await serveMessage(LIMIT + 1), 0), 1)).rejects.toThrow(
      /larger than max.*\(gRPC status 8\)/i,
    );
  });

  it('of nearly 50 MB is sent by the server where a row needs it', async () => {
    const plan = makePlan({
      viewType: 1,
      channels: { min: 1, max: 2222 },
      nfftSelection: 16_384,
      frequencyRange: { min: 0, max: 715 },
    });
    const timeRange = { startMs: NOW - 5000, endMs: NOW - 5000 + plan.linesDt * 1000 };
    const served = await serveJob(makeJob({ plan, timeRange }));
    onTestFinished(() => served.close());
    const [frame] = await takeFrames(served.open(0), 1);
    const bytes = frame?.rows[0]?.length ?? 0;
    expect(bytes).toBe(2222 * plan.frequencies.length * Float32Array.BYTES_PER_ELEMENT);
    expect(bytes).toBeGreaterThan(0.99 * LIMIT);
  });
});
