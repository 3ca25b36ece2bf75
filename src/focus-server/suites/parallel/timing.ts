/** Ten investigations at once against ten one after the other. */
import assert from 'node:assert/strict';
import { expectConfigured } from '../support/answers.ts';
import { scaleLimit, type FocusBuilder, type FocusTest, needWindows } from '../support/context.ts';
import { releaseJobs, focusServer } from '../support/server.ts';
import { liveRequest, type ConfigureFields } from '../support/requests.ts';
import { expectOwnPlaces, expectStartedAtOnce, startConcurrently } from '../support/concurrent.ts';

const COUNT = 10;
/** Milliseconds for all ten. */
const SLA_MS = 5000;
/** Below it, what a client needs for ten requests is as much as the server needs to answer them. */
const LEAST_LATENCY_MS = 30;
const LEAST_SPEEDUP = 1.2;

export function defineTimingTests({ test }: FocusBuilder): void {
  test('ten investigations start faster together than one after the other', { xray: 'PZ-510' }, async (t) => {
    needWindows(t, COUNT);
    const bodies = Array.from({ length: COUNT }, (_, index) =>
      liveRequest({ channels: { min: 1 + index, max: 8 + index } }),
    );
    const sequentialMs = await startInTurn(t, bodies);
    const { exchanges, responses, wallMs } = await startConcurrently(t, bodies);
    expectOwnPlaces(responses);
    expectStartedAtOnce(t, exchanges);

    const durations = exchanges.map(({ durationMs }) => durationMs);
    const speedup = sequentialMs / wallMs;
    t.record('wallMs', wallMs);
    t.record('fastestMs', Math.min(...durations));
    t.record('slowestMs', Math.max(...durations));
    t.record('sequentialMs', sequentialMs);
    t.record('speedup', speedup);
    assert.ok(wallMs <= scaleLimit(t, SLA_MS), `ten investigations took ${wallMs} ms to start`);
    if (sequentialMs / COUNT < LEAST_LATENCY_MS) return;
    assert.ok(
      speedup >= LEAST_SPEEDUP,
      `together in ${wallMs} ms, one after the other in ${sequentialMs} ms: the server takes them in turn`,
    );
  });
}

/** Milliseconds of all requests; each job is gone before the next. */
async function startInTurn(t: FocusTest, bodies: readonly ConfigureFields[]): Promise<number> {
  const server = await t.use(focusServer);
  let sumMs = 0;
  for (const body of bodies) {
    const exchange = await server.configure(body);
    const response = expectConfigured(exchange);
    sumMs += exchange.durationMs;
    await releaseJobs(t, [response]);
  }
  return sumMs;
}
