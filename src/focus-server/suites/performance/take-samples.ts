/** The latencies of an operation: warmed up, on a schedule that the server can keep, within its windows. */
import { setTimeout as delay } from 'node:timers/promises';
import { clamp } from '../../../kit/numbers.ts';
import type { FocusTest } from '../support/context.ts';
import { runOpenLoop, type LoopTime, type Sample, type MeasuredStep } from './open-loop.ts';
import type { MeasuredOperation, Rehearsal } from './operation.ts';

const WARM_UPS = 2;
/** Requests under way, and windows held, at the same time; two operations are measured at once, and something stays free. */
const MOST_LANES = 10;
const SHARE_OF_WINDOWS = 1 / 3;
/** Share of the lanes that are busy on average: less than one, else a queue would build up and be measured. */
const LOAD = 0.5;
const LEAST_SAMPLES = 10;

export interface SampleWish {
  readonly samples: number;
  /** Milliseconds for all; on a server that is too slow for that, fewer samples are taken. */
  readonly budgetMs: number;
}

export interface Taken {
  readonly samples: readonly Sample[];
  readonly intervalMs: number;
  readonly lanes: number;
}

/** Rejects as soon as one answer is not what it must be. */
export async function takeSamples(
  t: FocusTest,
  operation: MeasuredOperation,
  wish: SampleWish,
): Promise<Taken> {
  const rehearsal = await operation.open(t);
  const { maxWindows } = t.target.environment.limits;
  const lanes = clamp(Math.floor(maxWindows * SHARE_OF_WINDOWS), 1, MOST_LANES);
  const serviceMs = await warmUp(t, rehearsal);
  const intervalMs = Math.max(operation.leastIntervalMs, serviceMs / lanes / LOAD);
  const affordable = Math.max(LEAST_SAMPLES, Math.floor(wish.budgetMs / intervalMs));
  const count = Math.min(wish.samples, affordable);
  const batch = rehearsal.holdsWindow ? lanes : count;

  const samples: Sample[] = [];
  while (samples.length < count) {
    const size = Math.min(batch, count - samples.length);
    const steps = await Promise.all(Array.from({ length: size }, () => rehearsal.prepare()));
    const schedule = { count: size, intervalMs, lanes };
    samples.push(...(await runOpenLoop(schedule, (index) => stepAt(steps, index), timeOf(t))));
  }
  return { samples, intervalMs, lanes };
}

/** Mean milliseconds of a step with its clean-up, one at a time. The first one pays for connections and is not counted. */
async function warmUp(t: FocusTest, { prepare }: Rehearsal): Promise<number> {
  let totalMs = 0;
  for (let turn = 0; turn <= WARM_UPS; turn += 1) {
    const step = await prepare();
    const startMs = t.now();
    await step.run();
    await step.cleanUp();
    if (turn > 0) totalMs += t.now() - startMs;
  }
  return totalMs / WARM_UPS;
}

function stepAt(steps: readonly MeasuredStep[], index: number): MeasuredStep {
  const step = steps[index];
  if (step === undefined) throw new RangeError(`there is no step ${index}`);
  return step;
}

const timeOf = (t: FocusTest): LoopTime => ({
  now: () => t.now(),
  pause: (ms) => delay(ms, undefined, { signal: t.signal }),
});
