import assert from 'node:assert/strict';
import { LOWEST_CHANNEL } from '../../contract/limits.ts';
import { channelsResponse, liveMetadataResponse, sensorsResponse } from '../../contract/responses.ts';
import { expectBody } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { expectSameNumbers } from '../support/plan.ts';
import { focusServer } from '../support/server.ts';

export function defineFibreTests({ test }: FocusBuilder): void {
  test('channels are counted from 1', { xray: 'PZ-104' }, async (t) => {
    const { client } = await t.use(focusServer);
    const { lowest_channel: lowest, highest_channel: highest } = expectBody(
      await client.channels(),
      channelsResponse,
    );
    t.record('highestChannel', highest);
    assert.equal(lowest, LOWEST_CHANNEL, 'lowest_channel');
    assert.ok(highest >= lowest, `highest_channel ${highest} is below lowest_channel ${lowest}`);
  });

  test('live metadata describes a fibre that is connected', { xray: 'PZ-105' }, async (t) => {
    const { client } = await t.use(focusServer);
    const exchange = await client.liveMetadata();
    const fibre = expectBody(exchange, liveMetadataResponse);
    t.record('liveMetadataMs', exchange.durationMs);
    t.record('prr', fibre.prr);
    assert.ok(fibre.prr > 0, 'prr is 0: the server waits for a fibre');
    assert.ok(fibre.dx > 0, 'dx is 0: the server waits for a fibre');
    assert.notEqual(fibre.fiber_start_meters, null, 'fiber_start_meters');
    assert.ok((fibre.fiber_length_meters ?? 0) > 0, 'fiber_length_meters');
    assert.ok(fibre.number_of_channels > 0, 'number_of_channels');
  });

  test('sensors are numbered from 0 without a gap', { xray: 'PZ-106' }, async (t) => {
    const { client } = await t.use(focusServer);
    const { sensors } = expectBody(await client.sensors(), sensorsResponse);
    t.record('sensors', sensors.length);
    assert.ok(sensors.length > 0, 'there is no sensor');
    const numbered = sensors.map((_, index) => index);
    expectSameNumbers(sensors, numbered, 'sensors');
  });
}
