import type { Defect } from '../defect.ts';

export const shortFrames: Defect = {
  name: 'short-frames',
  title: 'Rows hold one value fewer than the shape says',
  hooks: { frame: (frame) => ({ ...frame, rows: frame.rows.map((row) => row.subarray(0, -4)) }) },
};
