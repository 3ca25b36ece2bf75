/** Defects of waits and clocks: answers that come late, and times that are wrong. */
import type { Defect } from '../defect.ts';

/** Beyond the limit of the contract, and with the time in which a server gives up within twice that limit. */
const HELD_MS = 6000;

const QUICK_REQUESTS = 50;
const SLOW_MS = 3000;

export const TIMES: readonly Defect[] = [
  {
    name: 'late-503',
    title: 'Answers 503 are sent 6 seconds late',
    hooks: { holdMs: ({ status }) => (status === 503 ? HELD_MS : 0) },
  },
  {
    name: 'slow-after-n',
    title: 'From the 51st request on every answer comes 3 seconds late',
    hooks: { delayMs: ({ count }) => (count > QUICK_REQUESTS ? SLOW_MS : 0) },
  },
  {
    name: 'slow-cancel',
    title: 'Cancelling a job takes 3 seconds',
    hooks: { delayMs: ({ method }) => (method === 'DELETE' ? 3000 : 0) },
  },
  {
    name: 'clock-skew',
    title: 'The clock of the server is 5 minutes fast',
    hooks: { clockSkewMs: 300_000 },
  },
  {
    name: 'historic-starts-late',
    title: 'A historic job plays back 10 seconds after the time asked for',
    hooks: { timeRange: ({ startMs, endMs }) => ({ startMs: Math.min(startMs + 10_000, endMs - 1), endMs }) },
  },
];
