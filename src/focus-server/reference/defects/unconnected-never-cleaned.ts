import type { Defect } from '../defect.ts';

export const unconnectedNeverCleaned: Defect = {
  name: 'unconnected-never-cleaned',
  title: 'A job that nobody connects to is never cleaned up',
  hooks: { unconnectedScale: Number.POSITIVE_INFINITY },
};
