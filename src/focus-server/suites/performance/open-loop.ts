/**
 * Requests on a fixed schedule, whatever became of those before. A client that waits for each answer asks less often
 * while the server is slow, and so leaves out the very latencies it is to find ("coordinated omission", Gil Tene). Here
 * a latency counts from the moment the request was meant to start: when it had to wait for a lane, so had its user.
 */

export interface Schedule {
  readonly count: number;
  /** From one start to the next. */
  readonly intervalMs: number;
  /** Under way at the same time at most. */
  readonly lanes: number;
}

export interface Sample {
  /** Milliseconds since the schedule began. */
  readonly intendedMs: number;
  readonly startedMs: number;
  readonly endedMs: number;
  /** How late this process itself was; 0 for what had to wait for a lane, since that is the server's doing. */
  readonly lateMs: number;
}

export interface MeasuredStep {
  /** What is measured. */
  run(): Promise<void>;
  /** What follows in the same lane, unmeasured. */
  cleanUp(): Promise<void>;
}

export interface LoopTime {
  /** Milliseconds. */
  readonly now: () => number;
  /** Resolves after so many milliseconds; a little early is fine. */
  readonly pause: (ms: number) => Promise<void>;
}

export function latencyOf({ intendedMs, endedMs }: Sample): number {
  return endedMs - intendedMs;
}

/** In the order of the schedule. When a step fails, nothing more starts, and its error is thrown when all have ended. */
export async function runOpenLoop(
  { count, intervalMs, lanes }: Schedule,
  stepOf: (index: number) => MeasuredStep,
  { now, pause }: LoopTime,
): Promise<Sample[]> {
  const originMs = now();
  const sinceMs = (): number => now() - originMs;
  const samples: Sample[] = [];
  const underway = new Set<Promise<void>>();
  const failures: unknown[] = [];

  async function take(index: number, lateMs: number): Promise<void> {
    const step = stepOf(index);
    const startedMs = sinceMs();
    try {
      await step.run();
      samples[index] = { intendedMs: index * intervalMs, startedMs, endedMs: sinceMs(), lateMs };
      await step.cleanUp();
    } catch (error) {
      failures.push(error);
    }
  }

  let isHeldUp = false;
  for (let index = 0; index < count && failures.length === 0; index += 1) {
    for (let leftMs = index * intervalMs - sinceMs(); leftMs > 0; leftMs = index * intervalMs - sinceMs()) {
      isHeldUp = false;
      await pause(leftMs);
    }
    const lateMs = sinceMs() - index * intervalMs;
    while (underway.size >= lanes) {
      isHeldUp = true;
      await Promise.race(underway);
    }
    if (failures.length > 0) break;
    const taking = take(index, isHeldUp ? 0 : lateMs).finally(() => underway.delete(taking));
    underway.add(taking);
  }
  await Promise.all(underway);
  if (failures.length > 0) throw failures[0];
  return samples;
}
