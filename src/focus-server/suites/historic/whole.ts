/** A range of a recording, played back whole. */
import assert from 'node:assert/strict';
import { expectConfigured } from '../support/answers.ts';
import { scaleLimit, type FocusBuilder, type FocusTest } from '../support/context.ts';
import { serverFacts, expectPlanned } from '../support/plan.ts';
import { pollDuring } from '../support/concurrent.ts';
import { findPast, expectSignal, expectWholeRange, playBack } from '../support/recordings.ts';
import {
  historicRequest,
  waterfallRequest,
  type ConfigureFields,
  type HistoricRange,
} from '../support/requests.ts';
import { focusServer } from '../support/server.ts';

const SECONDS = 30;
const NIGHTLY_SECONDS = 600;
const POLL_MS = 100;
const CHANNELS = { min: 1, max: 12 };

const waterfall = ({ start, end }: HistoricRange): ConfigureFields =>
  waterfallRequest({ start_time: start, end_time: end });

const VIEWS: readonly { view: string; ask: (range: HistoricRange) => ConfigureFields; xray: string }[] = [
  { view: 'multichannel', ask: (range) => historicRequest(range), xray: 'PZ-450' },
  {
    view: 'singlechannel',
    ask: (range) => historicRequest(range, { view_type: '1', channels: { min: 20, max: 20 } }),
    xray: 'PZ-451',
  },
  { view: 'waterfall', ask: waterfall, xray: 'PZ-452' },
];

export function defineWholeTests({ test }: FocusBuilder): void {
  for (const { view, ask, xray } of VIEWS)
    test(
      `a historic ${view} job brings every row of its range, sooner than it was recorded`,
      { xray },
      async (t) => {
        const range = await findPast(t, SECONDS);
        await playRange(t, range, ask(range));
      },
    );

  test(
    'ten minutes of a recording are played back whole',
    { xray: 'PZ-453', tags: ['nightly', 'slow'], timeoutMs: 300_000 },
    async (t) => {
      const range = await findPast(t, NIGHTLY_SECONDS);
      await playRange(t, range, historicRequest(range, { channels: CHANNELS }));
    },
  );

  test('the same range brings the same rows twice', { xray: 'PZ-454' }, async (t) => {
    const server = await t.use(focusServer);
    const range = await findPast(t, SECONDS / 3);
    const play = async (): Promise<Buffer[]> => {
      const response = await server.start(historicRequest(range, { channels: CHANNELS }));
      const streams = await playBack(t, response);
      expectWholeRange(streams, response, range);
      return streams.map((arrived) => Buffer.concat(arrived.flatMap(({ frame }) => frame.rows)));
    };
    const first = await play();
    const second = await play();
    for (const [id, rows] of first.entries())
      assert.ok(rows.equals(second[id] ?? Buffer.alloc(0)), `values of stream ${id} differ the second time`);
  });
}

async function playRange(t: FocusTest, range: HistoricRange, body: ConfigureFields): Promise<void> {
  const server = await t.use(focusServer);
  const exchange = await server.configure(body);
  const response = expectConfigured(exchange);
  t.record('configureMs', exchange.durationMs);
  expectPlanned(response, body, await t.use(serverFacts));

  const startMs = t.now();
  const { streamMs, requestMs } = t.target.environment.timeouts;
  const { value: streams, answers } = await pollDuring(t, playBack(t, response), {
    what: 'metadata of the job',
    ask: () => server.client.metadata(response.job_id),
    everyMs: POLL_MS,
    deadlineMs: streamMs + 2 * requestMs,
  });
  const playedMs = Math.max(...streams.map((arrived) => arrived.at(-1)?.arrivedMs ?? startMs)) - startMs;
  expectWholeRange(streams, response, range);
  expectSignal(streams);
  // A job that was read to its end stays known for a while.
  for (const answer of answers)
    assert.deepEqual(expectConfigured(answer), response, 'metadata is not what configure answered');

  const recordedMs = (range.end - range.start) * 1000;
  t.record('timesRealTime', Math.round(recordedMs / playedMs));
  const limitMs = scaleLimit(t, recordedMs);
  assert.ok(playedMs < limitMs, `${recordedMs} ms were played back in ${Math.round(playedMs)} ms`);
}
