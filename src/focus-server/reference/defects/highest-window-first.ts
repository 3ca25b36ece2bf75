import type { Defect } from '../defect.ts';

export const highestWindowFirst: Defect = {
  name: 'highest-window-first',
  title: 'Jobs are given the highest free window in place of the lowest',
  hooks: { highestWindowFirst: true },
};
