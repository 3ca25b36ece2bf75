import assert from 'node:assert/strict';
import type { ConfigureResponse } from '../../contract/responses.ts';
import type { FocusBuilder } from '../support/context.ts';
import { startAsPlanned, expectOnlyRefused } from '../support/configure.ts';
import { liveRequest } from '../support/requests.ts';
import { hasViewLimits } from './rules.ts';

const FIRST_CHANNEL = 11;
const ROWS = [
  { channels: 50, sizes: [17, 17, 16], xray: 'PZ-395' },
  { channels: 8, sizes: [3, 3, 2], xray: 'PZ-396' },
  { channels: 2, sizes: [1, 1], xray: 'PZ-397' },
  { channels: 1, sizes: [1], xray: 'PZ-398' },
];

export function defineMappingTests({ test }: FocusBuilder): void {
  for (const { channels, sizes, xray } of ROWS)
    test(`${channels} channels are streamed as ${sizes.join('/')}`, { xray }, async (t) => {
      const range = { min: FIRST_CHANNEL, max: FIRST_CHANNEL + channels - 1 };
      const response = await startAsPlanned(t, liveRequest({ channels: range }));
      const wanted = sizes.flatMap((size, stream) => Array.from({ length: size }, () => stream));
      assert.deepEqual(listStreams(response), wanted, 'streams of the channels, in their order');
    });

  test('all channels of a singlechannel job are streamed together', { xray: 'PZ-399' }, async (t) => {
    const ask = (max: number) => liveRequest({ channels: { min: FIRST_CHANNEL, max }, view_type: 1 });
    if (hasViewLimits(t)) {
      const bodies = { body: ask(FIRST_CHANNEL + 4), neighbour: ask(FIRST_CHANNEL) };
      await expectOnlyRefused(t, bodies, { status: 400, says: ['channels'] });
      return;
    }
    const response = await startAsPlanned(t, ask(FIRST_CHANNEL + 4));
    assert.equal(response.stream_amount, 1, 'stream_amount');
    assert.deepEqual(listStreams(response), [0, 0, 0, 0, 0], 'streams of the channels');
  });
}

/** Index of the stream of each channel, channels rising. */
function listStreams({ channel_to_stream_index: mapping }: ConfigureResponse): number[] {
  return Object.entries(mapping)
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, stream]) => stream);
}
