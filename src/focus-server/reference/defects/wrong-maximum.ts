import type { Defect } from '../defect.ts';

export const wrongMaximum: Defect = {
  name: 'wrong-maximum',
  title: 'Frames name a maximum below their values',
  hooks: { frame: (frame) => ({ ...frame, maximum: frame.minimum - 1 }) },
};
