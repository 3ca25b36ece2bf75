import type { Defect } from '../defect.ts';

export const noMaxWindows: Defect = {
  name: 'no-max-windows',
  title: 'More jobs than MaxWindows are accepted',
  hooks: { maxWindows: 1000 },
};
