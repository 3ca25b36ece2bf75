/** Defects in what streams bring. */
import type { Frame } from '../../contract/frame.ts';
import { readRowValues } from '../../contract/frame.ts';
import type { Defect } from '../defect.ts';

/** The quiet NaN of float32, little endian. */
const NAN_BYTES = Uint8Array.of(0, 0, 0xc0, 0x7f);

function spoilFirst(row: Uint8Array): Uint8Array {
  const spoilt = Uint8Array.from(row);
  if (spoilt.length >= NAN_BYTES.length) spoilt.set(NAN_BYTES);
  return spoilt;
}

const BACK_MS = 60_000;

export const FRAMES: readonly Defect[] = [
  {
    name: 'channels-in-reverse',
    title: 'Rows hold the channels of their stream in reverse',
    hooks: { frame: (frame) => changeChannels(frame, (pieces) => pieces.toReversed()) },
  },
  {
    name: 'every-channel-alike',
    title: 'Every channel brings the values of the first one of its stream',
    hooks: {
      frame: (frame) => changeChannels(frame, (pieces) => pieces.map((piece, _, [first]) => first ?? piece)),
    },
  },
  {
    name: 'frames-nan',
    title: 'The first value of each row is not a number',
    hooks: { frame: (frame) => ({ ...frame, rows: frame.rows.map(spoilFirst) }) },
  },
  {
    name: 'frames-of-zeros',
    title: 'All values of all frames are 0',
    hooks: {
      frame: (frame) => ({
        ...frame,
        maximum: 0,
        minimum: 0,
        rows: frame.rows.map(({ length }) => new Uint8Array(length)),
      }),
    },
  },
  {
    name: 'frames-out-of-order',
    title: 'Every second frame carries times of the past',
    hooks: {
      frame: (frame, index) =>
        index % 2 === 0 ? frame : { ...frame, timestampsMs: frame.timestampsMs.map((ms) => ms - BACK_MS) },
    },
  },
  {
    name: 'short-frames',
    title: 'Rows hold one value fewer than the shape says',
    hooks: { frame: (frame) => ({ ...frame, rows: frame.rows.map((row) => row.subarray(0, -4)) }) },
  },
  {
    name: 'stream-dies-after-5-frames',
    title: 'Streams fall silent after 5 frames',
    hooks: { frame: (frame, index) => (index < 5 ? frame : null) },
  },
  {
    name: 'wrong-maximum',
    title: 'Frames name a maximum below their values',
    hooks: { frame: (frame) => ({ ...frame, maximum: frame.minimum - 1 }) },
  },
];

/** Each row, cut into one piece for each channel, put together again from what `change` makes of the pieces. */
function changeChannels(
  frame: Frame,
  change: (pieces: readonly Uint8Array[]) => readonly Uint8Array[],
): Frame {
  const count = frame.endChannel - frame.startChannel + 1;
  const rows = frame.rows.map((row) => {
    const width = row.length / count;
    const pieces = Array.from({ length: count }, (_, index) =>
      row.subarray(index * width, (index + 1) * width),
    );
    return Uint8Array.from(Buffer.concat(change(pieces)));
  });
  return { ...frame, rows, ...findExtremes(rows) };
}

/** Extremes that do not fit the values would be another defect. */
function findExtremes(rows: readonly Uint8Array[]): Pick<Frame, 'maximum' | 'minimum'> {
  let [maximum, minimum] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const row of rows)
    for (const value of readRowValues(row)) {
      maximum = Math.max(maximum, value);
      minimum = Math.min(minimum, value);
    }
  return { maximum, minimum };
}
