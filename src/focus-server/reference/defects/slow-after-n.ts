import type { Defect } from '../defect.ts';

const QUICK_REQUESTS = 50;
const SLOW_MS = 3000;

export const slowAfterN: Defect = {
  name: 'slow-after-n',
  title: 'From the 51st request on every answer comes 3 seconds late',
  hooks: { delayMs: ({ count }) => (count > QUICK_REQUESTS ? SLOW_MS : 0) },
};
