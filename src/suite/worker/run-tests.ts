/** All tests of one process, several at a time where the suite allows it. */
import type { ScheduledTest } from '../selection/schedule.ts';
import type { Room } from './room.ts';
import { runTest } from './run-test.ts';

/** Tests that have not started when the process is no longer fit, or the run is stopped, are left to the other side. */
export async function runTests(
  tests: readonly ScheduledTest[],
  concurrency: number,
  room: Room,
): Promise<void> {
  const waiting = tests.values();
  let isFit = true;
  const work = async (): Promise<void> => {
    while (isFit && !room.stop.aborted) {
      const next = waiting.next();
      if (next.done === true) return;
      if (!(await runTest(next.value, room))) isFit = false;
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, tests.length) }, work));
}
