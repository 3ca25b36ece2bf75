/** Parallel investigations while the network is slow. */
import assert from 'node:assert/strict';
import { openAdmin, type Admin } from '../support/admin.ts';
import { scaleLimit, type FocusBuilder, type FocusTest, needWindows } from '../support/context.ts';
import { findPast } from '../support/recordings.ts';
import { historicRequest, liveRequest } from '../support/requests.ts';
import { openServer, type FocusServer } from '../support/server.ts';
import { expectOwnPlaces, startConcurrently } from '../support/concurrent.ts';

const COUNT = 10;
const OF_EACH = 3;
const RECORDED_SECONDS = 10;
/** Each way. */
const NETWORK_MS = 200;
const CATALOGUE_MS = 100;
/** Ten live ones at once, and one historic one, where nothing is slow. */
const LIVE_SLA_MS = 5000;
const HISTORIC_SLA_MS = 5000;

const channels = (index: number) => ({ channels: { min: 1 + index, max: 6 + index } });

export function defineLatencyTests({ test }: FocusBuilder): void {
  test('ten investigations start together over a slow network', { xray: 'PZ-565' }, async (t) => {
    needWindows(t, COUNT);
    const admin = needFaults(t);
    const through = await openProxied(t, admin);
    await admin.inject({ kind: 'latency', ms: NETWORK_MS }, 'server');
    const bodies = Array.from({ length: COUNT }, (_, index) => liveRequest(channels(index)));
    const { exchanges, responses, wallMs } = await startConcurrently(t, bodies, through);
    expectOwnPlaces(responses);
    const durations = exchanges.map(({ durationMs }) => durationMs);
    t.record('wallMs', wallMs);
    t.record('fastestMs', Math.min(...durations));
    assert.ok(Math.min(...durations) >= NETWORK_MS, `the network was not slow: ${durations.join(', ')} ms`);
    // They wait for the network together, not one after the other.
    const limitMs = scaleLimit(t, LIVE_SLA_MS) + 2 * NETWORK_MS;
    assert.ok(wallMs <= limitMs, `they took ${Math.round(wallMs)} ms to start, ${limitMs} ms are allowed`);
  });

  test('a slow catalogue delays historic investigations only', { xray: 'PZ-566' }, async (t) => {
    needWindows(t, 2 * OF_EACH);
    const admin = needFaults(t);
    const range = await findPast(t, RECORDED_SECONDS);
    await admin.inject({ kind: 'latency', ms: CATALOGUE_MS }, 'catalogue');
    const bodies = Array.from({ length: 2 * OF_EACH }, (_, index) =>
      index < OF_EACH ? liveRequest(channels(index)) : historicRequest(range, channels(index)),
    );
    const { exchanges, responses } = await startConcurrently(t, bodies);
    expectOwnPlaces(responses);
    const durations = exchanges.map(({ durationMs }) => durationMs);
    const slowestLive = Math.max(...durations.slice(0, OF_EACH));
    const historic = durations.slice(OF_EACH);
    t.record('slowestLiveMs', slowestLive);
    t.record('slowestHistoricMs', Math.max(...historic));
    assert.ok(Math.min(...historic) >= CATALOGUE_MS, `the catalogue was not slow: ${historic.join(', ')} ms`);
    assert.ok(
      slowestLive < Math.min(...historic),
      `a live one took ${slowestLive} ms: it waited for the catalogue`,
    );
    const limitMs = scaleLimit(t, HISTORIC_SLA_MS);
    assert.ok(Math.max(...historic) <= limitMs, `historic ones took ${historic.join(', ')} ms`);
  });
}

function needFaults(t: FocusTest): Admin {
  if (t.target.environment.faults?.driver !== 'admin')
    t.skip('latency is only injected into the reference server');
  return openAdmin(t) ?? t.skip('latency is only injected into the reference server');
}

/** The same server by way of the proxy in front of it. */
async function openProxied(t: FocusTest, admin: Admin): Promise<FocusServer> {
  const { environment } = t.target;
  const { proxyUrl } = (await admin.state()).server;
  const baseUrl = new URL(new URL(environment.baseUrl).pathname, proxyUrl).href;
  return openServer({ ...t, target: { ...t.target, environment: { ...environment, baseUrl } } });
}
