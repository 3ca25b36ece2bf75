import type { Defect } from '../defect.ts';

export const streamDiesAfter5Frames: Defect = {
  name: 'stream-dies-after-5-frames',
  title: 'Streams fall silent after 5 frames',
  hooks: { frame: (frame, index) => (index < 5 ? frame : null) },
};
