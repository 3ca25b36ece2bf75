import type { Defect } from '../defect.ts';

export const framesOfZeros: Defect = {
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
};
