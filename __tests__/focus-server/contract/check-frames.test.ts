import { describe, expect, it } from 'vitest';
import {
  checkFrames,
  type FrameExpectation,
  expectFrames,
} from '../../../src/focus-server/contract/check-frames.ts';
import type { Frame } from '../../../src/focus-server/contract/frame.ts';
import { writeRowValues } from '../../../src/focus-server/contract/frame.ts';

/** Two channels, three frequencies, a row every 39.0625 ms. */
const EXPECTED: FrameExpectation = {
  channels: { min: 4, max: 5 },
  frequenciesAmount: 3,
  linesDt: 0.0390625,
  within: { startMs: 1000, endMs: 2000 },
};
const rowOf = (...values: number[]) => writeRowValues(Float32Array.from(values));

function makeFrames(): Frame[] {
  return [0, 1, 2].map((index) => ({
    startChannel: 4,
    endChannel: 5,
    timestampsMs: [2 * index, 2 * index + 1].map((row) => Math.round(1000 + row * 39.0625)),
    rowIndexes: [2 * index, 2 * index + 1],
    shapeX: 6,
    shapeY: 2,
    shapeZ: 1,
    maximum: Math.fround(6.1),
    minimum: 1,
    rows: [rowOf(1, 2, 3, 4, 5, 6.1), rowOf(2, 2, 2, 2, 2, 2)],
    jobSequence: 1,
  }));
}

/** The good frames with the second changed. */
function check(change: Partial<Frame>): string[] {
  const frames = makeFrames().map((frame, index) => (index === 1 ? { ...frame, ...change } : frame));
  return checkFrames(frames, EXPECTED);
}

describe('checkFrames', () => {
  it('finds nothing in good frames, or in none', () => {
    expect(checkFrames(makeFrames(), EXPECTED)).toEqual([]);
    expect(checkFrames([], EXPECTED)).toEqual([]);
  });

  it.each<[string, Partial<Frame>, string]>([
    ['first channel', { startChannel: 3 }, 'frame 1: start_channel is 3, not 4'],
    ['last channel', { endChannel: 6 }, 'frame 1: end_channel is 6, not 5'],
    ['width', { shapeX: 5 }, 'frame 1: data_shape_x is 5, not 6'],
    ['height', { shapeY: 1 }, 'frame 1: data_shape_y is 1, not 2'],
    ['depth', { shapeZ: 2 }, 'frame 1: data_shape_z is 2, not 1'],
    ['timestamps', { timestampsMs: [1078] }, 'frame 1: number of timestamps is 1, not 2'],
    [
      'short row',
      { rows: [rowOf(1, 2, 3, 4, 6.1), rowOf(1, 1, 1, 1, 1, 1)] },
      'frame 1: bytes of row 0 is 20, not 24',
    ],
    ['ragged row', { rows: [rowOf(1, 6.1), new Uint8Array(23)] }, 'frame 1: bytes of row 0 is 8, not 24'],
    ['no rows', { rows: [], shapeY: 0, timestampsMs: [], rowIndexes: [] }, 'frame 1: there is no row'],
    [
      'NaN',
      { rows: [rowOf(1, NaN, 3, 4, 5, 6.1), rowOf(1, 2, 2, 2, 2, 2)] },
      'frame 1: value 1 of row 0 is NaN',
    ],
    [
      'infinity',
      { rows: [rowOf(1, 2, 3, 4, 5, 6.1), rowOf(1, 2, 2, 2, 2, Infinity)] },
      'frame 1: value 5 of row 1 is Infinity',
    ],
    ['maximum', { maximum: 7 }, `frame 1: global_maximum is 7, not ${Math.fround(6.1)}`],
    ['minimum', { minimum: 0 }, 'frame 1: global_minimum is 0, not 1'],
    ['NaN maximum', { maximum: NaN }, `frame 1: global_maximum is NaN, not ${Math.fround(6.1)}`],
    ['row twice', { rowIndexes: [1, 2] }, 'frame 1: row_index 1 follows 1'],
    ['row left out', { rowIndexes: [2, 4] }, 'frame 1: row_index 4 follows 2'],
    ['time', { timestampsMs: [1078, 1120] }, 'frame 1: row_index 3 is stamped 1120 ms, not 1117.1875'],
    [
      'time outside',
      { timestampsMs: [1078, 2001] },
      'frame 1: row_index 3 is stamped 2001 ms, outside 1000 to 2000',
    ],
  ])('finds a wrong %s', (_, change, problem) => {
    expect(check(change)).toContain(problem);
  });

  it('tolerates the rounding of times and nothing more', () => {
    expect(check({ timestampsMs: [1078, 1118] })).toEqual([]);
    expect(check({ timestampsMs: [1078, 1119] })).toHaveLength(1);
  });

  it('needs no frame to begin at row 0', () => {
    expect(checkFrames(makeFrames().slice(1), EXPECTED)).toEqual([]);
  });

  it('stops at fifty problems', () => {
    const frames = Array.from({ length: 1000 }, () => ({ ...makeFrames()[0], shapeZ: 9 }) as Frame);
    expect(checkFrames(frames, EXPECTED)).toHaveLength(50);
  });
});

describe('expectFrames', () => {
  const response = { channel_to_stream_index: { 4: 0, 5: 0, 6: 1 }, frequencies_amount: 3, lines_dt: 0.5 };

  it('reads the channels of a stream from the mapping', () => {
    expect(expectFrames(response, 0)).toEqual({
      channels: { min: 4, max: 5 },
      frequenciesAmount: 3,
      linesDt: 0.5,
    });
    expect(expectFrames(response, 1)?.channels).toEqual({ min: 6, max: 6 });
    expect(expectFrames(response, 2)).toBeNull();
  });
});
