import type { Defect } from '../defect.ts';

const BACK_MS = 60_000;

export const framesOutOfOrder: Defect = {
  name: 'frames-out-of-order',
  title: 'Every second frame carries times of the past',
  hooks: {
    frame: (frame, index) =>
      index % 2 === 0 ? frame : { ...frame, timestampsMs: frame.timestampsMs.map((ms) => ms - BACK_MS) },
  },
};
