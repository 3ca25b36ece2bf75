import type { Defect } from '../defect.ts';

/** The quiet NaN of float32, little endian. */
const NAN_BYTES = Uint8Array.of(0, 0, 0xc0, 0x7f);

function spoilFirst(row: Uint8Array): Uint8Array {
  const spoilt = Uint8Array.from(row);
  if (spoilt.length >= NAN_BYTES.length) spoilt.set(NAN_BYTES);
  return spoilt;
}

export const framesNan: Defect = {
  name: 'frames-nan',
  title: 'The first value of each row is not a number',
  hooks: { frame: (frame) => ({ ...frame, rows: frame.rows.map(spoilFirst) }) },
};
