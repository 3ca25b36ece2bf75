import type { Defect } from '../defect.ts';

export const refusesSecondJob: Defect = {
  name: 'refuses-second-job',
  title: 'Only one job can run at a time',
  hooks: { maxWindows: 1 },
};
