import type { Defect } from '../defect.ts';

export const unconnectedCleanedEarly: Defect = {
  name: 'unconnected-cleaned-early',
  title: 'A job that nobody connects to is gone after 10 seconds in place of 50',
  hooks: { unconnectedScale: 0.2 },
};
