import type { Defect } from '../defect.ts';

export const leaksJobsOn503: Defect = {
  name: 'leaks-jobs-on-503',
  title: 'A configure that is answered 503 leaves its job behind',
  hooks: { leaksJobs: true },
};
