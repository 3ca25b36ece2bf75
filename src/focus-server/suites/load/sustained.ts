/** Jobs made and ended one after the other, for a while: the last ones as good as the first. */
import assert from 'node:assert/strict';
import { expectConfigured } from '../support/answers.ts';
import { readFigure, scaleLimit, type FocusBuilder, type FocusTest } from '../support/context.ts';
import { quantile } from '../../../kit/statistics.ts';
import { releaseJobs, focusServer } from '../support/server.ts';
import { liveRequest } from '../support/requests.ts';
import { expectGoodFrames, openJobStream, readFrames } from '../support/streams.ts';

/** Room for the longest time that may be set. */
const TIMEOUT_MS = 1_800_000;
/** POST /configure of a live job. */
const CONFIGURE_SLA_MS = 1000;
/** One job from its request to its end: what configure, the first frame and cancel may take together. */
const CYCLE_SLA_MS = 5000;
/** Milliseconds that are no slowing down, whatever it was before. */
const FAST_MS = 500;
const MOST_SLOWER = 3;

export function defineSustainedTests({ test }: FocusBuilder): void {
  test(
    'jobs are made and ended for a while without getting slower',
    { xray: 'PZ-563', timeoutMs: TIMEOUT_MS },
    (t) => makeAndEnd(t, readFigure(t, 'load-seconds')),
  );

  test(
    'jobs are made and ended for five minutes without getting slower',
    { xray: 'PZ-564', tags: ['nightly', 'slow'], timeoutMs: TIMEOUT_MS },
    (t) => makeAndEnd(t, readFigure(t, 'load-nightly-seconds')),
  );
}

async function makeAndEnd(t: FocusTest, seconds: number): Promise<void> {
  const endMs = t.now() + seconds * 1000;
  const durations: number[] = [];
  const ids = new Set<string>();
  let slowestCycleMs = 0;
  do {
    const startMs = t.now();
    const { jobId, durationMs } = await runCycle(t);
    slowestCycleMs = Math.max(slowestCycleMs, t.now() - startMs);
    durations.push(durationMs);
    ids.add(jobId);
  } while (t.now() < endMs);
  t.record('slowestCycleMs', slowestCycleMs);
  assert.equal(ids.size, durations.length, 'every job has an id of its own');
  const limitMs = scaleLimit(t, CYCLE_SLA_MS);
  assert.ok(
    slowestCycleMs <= limitMs,
    `a job took ${Math.round(slowestCycleMs)} ms to be made and ended, ${limitMs} ms are allowed`,
  );
  judgeDurations(t, durations);
}

/** One job: made, read, left, gone. */
async function runCycle(t: FocusTest): Promise<{ readonly jobId: string; readonly durationMs: number }> {
  const server = await t.use(focusServer);
  const min = 1 + Math.floor(t.random() * 1000);
  const exchange = await server.configure(liveRequest({ channels: { min, max: min + 5 } }));
  const response = expectConfigured(exchange);
  const deadlineMs = t.target.environment.timeouts.streamMs;
  const stream = openJobStream(t, response, { streamId: 0, deadlineMs });
  const frames = await readFrames(t, stream[Symbol.asyncIterator](), { frames: 1 });
  stream.close();
  assert.equal(frames.length, 1, `frames of job ${response.job_id}`);
  expectGoodFrames([frames], response);
  await releaseJobs(t, [response]);
  return { jobId: response.job_id, durationMs: exchange.durationMs };
}

function judgeDurations(t: FocusTest, durations: readonly number[]): void {
  const quarter = Math.max(Math.floor(durations.length / 4), 1);
  const firstMs = quantile(durations.slice(0, quarter), 0.5);
  const lastMs = quantile(durations.slice(-quarter), 0.5);
  const p95Ms = quantile(durations, 0.95);
  t.record('jobs', durations.length);
  t.record('configureP95Ms', p95Ms);
  t.record('firstQuarterMedianMs', firstMs);
  t.record('lastQuarterMedianMs', lastMs);
  const slaMs = scaleLimit(t, CONFIGURE_SLA_MS);
  assert.ok(p95Ms <= slaMs, `one in twenty took ${p95Ms} ms to be made, ${slaMs} ms are allowed`);
  const slowMs = Math.max(MOST_SLOWER * firstMs, scaleLimit(t, FAST_MS));
  assert.ok(lastMs <= slowMs, `jobs were made in ${firstMs} ms at first and in ${lastMs} ms in the end`);
}
