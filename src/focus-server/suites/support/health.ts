/** Is the server well while jobs come and go? */
import assert from 'node:assert/strict';
import type { FocusClient } from '../../client/focus-client.ts';
import { ackResponse, channelsResponse } from '../../contract/responses.ts';
import { describe, expectBody } from './answers.ts';
import { scaleLimit, type FocusTest } from './context.ts';

const ANSWER_MS = 1000;

/** /ack and /channels answer as they should and soon. `moment` names the measurement. */
export async function expectHealthy(t: FocusTest, client: FocusClient, moment: string): Promise<void> {
  const [ack, channels] = await Promise.all([client.ack(), client.channels()]);
  expectBody(ack, ackResponse);
  expectBody(channels, channelsResponse);
  t.record(`${moment}AckMs`, ack.durationMs);
  t.record(`${moment}ChannelsMs`, channels.durationMs);
  const limitMs = scaleLimit(t, ANSWER_MS);
  for (const exchange of [ack, channels])
    assert.ok(exchange.durationMs <= limitMs, `${describe(exchange)} after ${exchange.durationMs} ms`);
}
