/** Values are those of their channel, whatever else is asked for. */
import assert from 'node:assert/strict';
import { readRowValues } from '../../contract/frame.ts';
import type { ChannelRange } from '../../contract/stream-plan.ts';
import type { FocusBuilder, FocusTest } from '../support/context.ts';
import { expectSignal, expectWholeRange, playBack, findPast } from '../support/recordings.ts';
import { historicRequest, type HistoricRange } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';

const SECONDS = 2;
/** Two in each of three streams. */
const SEVERAL: ChannelRange = { min: 1, max: 6 };
/** The second one of the second stream. */
const CHANNEL = 4;
/** Of the largest value: that much may lie in how the same signal is calculated. */
const TOLERANCE = 1e-3;

export function defineChannelTests({ test }: FocusBuilder): void {
  test('a channel brings its own values, alone and beside others', { xray: 'PZ-459' }, async (t) => {
    const range = await findPast(t, SECONDS);
    const [several, single] = await Promise.all([
      playChannels(t, range, SEVERAL),
      playChannels(t, range, { min: CHANNEL, max: CHANNEL }),
    ]);
    const alone = single.get(CHANNEL) ?? [];
    t.record('valuesCompared', alone.length);
    const tolerance = TOLERANCE * alone.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (const [channel, values] of several) {
      const distance = findDistance(values, alone);
      if (channel === CHANNEL)
        assert.ok(distance <= tolerance, `channel ${channel} beside others is ${distance} from itself alone`);
      else assert.ok(distance > tolerance, `channel ${channel} brings the values of channel ${CHANNEL}`);
    }
  });
}

/** The values of each channel, row after row. */
async function playChannels(
  t: FocusTest,
  range: HistoricRange,
  channels: ChannelRange,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const server = await t.use(focusServer);
  const response = await server.start(historicRequest(range, { channels }));
  const streams = await playBack(t, response);
  expectWholeRange(streams, response, range);
  expectSignal(streams);
  const values = new Map<number, number[]>();
  for (const { frame } of streams.flat())
    for (const row of frame.rows.map(readRowValues))
      for (let channel = frame.startChannel; channel <= frame.endChannel; channel += 1) {
        const first = (channel - frame.startChannel) * response.frequencies_amount;
        const known = values.get(channel) ?? [];
        known.push(...row.subarray(first, first + response.frequencies_amount));
        values.set(channel, known);
      }
  return values;
}

/** The largest difference of two values in the same place. */
function findDistance(some: readonly number[], others: readonly number[]): number {
  assert.equal(some.length, others.length, 'number of values of a channel');
  return some.reduce((most, value, index) => Math.max(most, Math.abs(value - (others[index] ?? 0))), 0);
}
