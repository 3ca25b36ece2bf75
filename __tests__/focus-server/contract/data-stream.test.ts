import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import {
  DATA_STREAM_PROTO,
  DATA_STREAM_SERVICE,
  decodeFrame,
  decodeStreamRequest,
  encodeFrame,
  encodeStreamRequest,
} from '../../../src/focus-server/contract/data-stream.ts';
import type { Frame } from '../../../src/focus-server/contract/frame.ts';

const CONTRACT = join(import.meta.dirname, '../../../src/focus-server/contract');

/** One row of two channels at one frequency, byte by byte as the protobuf encoding defines it. */
const FRAME: Frame = {
  startChannel: 3,
  endChannel: 4,
  timestampsMs: [1_700_000_000_123],
  rowIndexes: [5],
  shapeX: 2,
  shapeY: 1,
  shapeZ: 1,
  maximum: 2,
  minimum: 1,
  rows: [Uint8Array.of(0, 0, 0x80, 0x3f, 0, 0, 0, 0x40)],
  jobSequence: 9,
};
const WITHOUT_OPTIONALS = readHex(
  '0803 1004 1a06fbd095ffbc31 220105 2802 3001 3d00000040 450000803f 4a080000803f00000040',
);
const OPTIONALS = readHex('5009 5801');

function readHex(text: string): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

describe('data-stream.proto', () => {
  it('names package, service, call and messages as the contract does', () => {
    const { root } = protobuf.parse(DATA_STREAM_PROTO, { keepCase: true });
    const { StreamData } = root.lookupService('pandadatastream.DataStreamService').methods;
    expect(StreamData).toMatchObject({
      requestType: 'StreamDataRequest',
      responseType: 'DataStream',
      responseStream: true,
    });
    expect(StreamData?.requestStream ?? false).toBe(false);
    expect(DATA_STREAM_SERVICE.StreamData).toMatchObject({
      path: '/pandadatastream.DataStreamService/StreamData',
      requestStream: false,
      responseStream: true,
    });
  });

  it('is the text the program uses', () => {
    expect(readFileSync(join(CONTRACT, 'data-stream.proto'), 'utf8')).toBe(DATA_STREAM_PROTO);
  });
});

describe('a frame', () => {
  it('has the field numbers of the contract', () => {
    const bytes = Buffer.concat([WITHOUT_OPTIONALS, OPTIONALS]);
    expect(encodeFrame(FRAME).toString('hex')).toBe(bytes.toString('hex'));
    const decoded = decodeFrame(bytes);
    expect({ ...decoded, rows: decoded.rows.map((row) => Uint8Array.from(row)) }).toEqual(FRAME);
  });

  it('without optional fields has one layer and no job', () => {
    const frame = decodeFrame(WITHOUT_OPTIONALS);
    expect(frame).toMatchObject({ shapeZ: 1, jobSequence: null });
    expect(decodeFrame(Buffer.alloc(0))).toMatchObject({
      startChannel: 0,
      rows: [],
      shapeZ: 1,
      jobSequence: null,
    });
  });

  it('is understood with unpacked numbers and unknown fields, as other encoders write them', () => {
    const bytes = readHex('1801 1802 2007 2008 a20603616263');
    expect(decodeFrame(bytes)).toMatchObject({ timestampsMs: [1, 2], rowIndexes: [7, 8] });
  });

  it('survives the way', () => {
    const float = fc.float({ noNaN: true });
    const frames = fc.record({
      startChannel: fc.integer({ min: 0, max: 2337 }),
      endChannel: fc.integer({ min: 0, max: 2337 }),
      timestampsMs: fc.array(fc.maxSafeInteger(), { maxLength: 5 }),
      rowIndexes: fc.array(fc.integer(), { maxLength: 5 }),
      shapeX: fc.nat(),
      shapeY: fc.nat(),
      shapeZ: fc.nat(),
      maximum: float,
      minimum: float,
      rows: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }),
      jobSequence: fc.option(fc.integer()),
    });
    fc.assert(
      fc.property(frames, (frame) => {
        const back = decodeFrame(encodeFrame(frame));
        expect({ ...back, rows: back.rows.map((row) => [...row]) }).toEqual({
          ...frame,
          rows: frame.rows.map((row) => [...row]),
        });
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('is refused with a clear text when the bytes are something else', () => {
    expect(() => decodeFrame(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))).toThrow(
      /^28 bytes that are no DataStream message: /,
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          decodeFrame(bytes);
        } catch (error) {
          expect(error).toMatchObject({ message: expect.stringMatching(/no DataStream message/) as unknown });
        }
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('a stream request', () => {
  it('is field 1', () => {
    expect(encodeStreamRequest({ streamId: 2 }).toString('hex')).toBe('0802');
    expect(decodeStreamRequest(Buffer.from('0802', 'hex'))).toEqual({ streamId: 2 });
    expect(decodeStreamRequest(Buffer.alloc(0))).toEqual({ streamId: 0 });
  });
});
