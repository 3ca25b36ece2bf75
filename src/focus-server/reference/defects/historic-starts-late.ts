import type { Defect } from '../defect.ts';

export const historicStartsLate: Defect = {
  name: 'historic-starts-late',
  title: 'A historic job plays back 10 seconds after the time asked for',
  hooks: { timeRange: ({ startMs, endMs }) => ({ startMs: Math.min(startMs + 10_000, endMs - 1), endMs }) },
};
