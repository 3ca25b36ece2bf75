/** An hour of jobs on a clock of ours: what of the heap is still held at its end. */
import { liveAnHour } from '../../__tests__/focus-server/reference/jobs/live-an-hour.ts';
import { measureHeap } from '../../__tests__/helpers/memory.ts';

export interface HourFigures {
  readonly jobs: number;
  /** From the 20th minute on: until then code is compiled and the bounded logs fill. */
  readonly grownKb: number;
  readonly heapMb: number;
}

const MINUTES = 60;
const SETTLED_MINUTES = 20;

export async function measureHour(): Promise<HourFigures> {
  let settled = Number.NaN;
  let last = Number.NaN;
  await liveAnHour({
    minutes: MINUTES,
    onMinute: async (_server, minute) => {
      if (minute === SETTLED_MINUTES) settled = await measureHeap();
      if (minute === MINUTES) last = await measureHeap();
    },
  });
  return { jobs: MINUTES * 60, grownKb: (last - settled) / 1000, heapMb: last / 1e6 };
}
