/** A configure response against the calculation of the contract, and the server's figures that it starts from. */
import assert from 'node:assert/strict';
import type { Fixture } from '../../../suite/api/index.ts';
import { MAX_FREQUENCY_HZ } from '../../contract/limits.ts';
import { parseConfigure } from '../../contract/parse-request.ts';
import { planStream } from '../../contract/plan-stream.ts';
import { channelsResponse, liveMetadataResponse } from '../../contract/responses.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import type { RuleFacts } from '../../contract/rules.ts';
import type { StreamPlan } from '../../contract/stream-plan.ts';
import { expectBody } from './answers.ts';
import type { FocusFixture } from './context.ts';
import { openServer } from './server.ts';

/** What the contract says this request comes to. `body` is valid. */
function planOf(body: unknown, facts: RuleFacts): StreamPlan {
  const parsed = parseConfigure(body);
  if ('issues' in parsed)
    throw new TypeError(`the request of the test is malformed: ${JSON.stringify(body)}`);
  return planStream(parsed.ok, facts);
}

/** Every calculated figure, exactly. */
export function expectPlanned(response: ConfigureResponse, body: unknown, facts: RuleFacts): StreamPlan {
  const plan = planOf(body, facts);
  assert.equal(response.view_type, plan.viewType, 'view_type');
  assert.equal(response.lines_dt, plan.linesDt, 'lines_dt is displayTimeAxisDuration / height');
  assert.equal(response.channel_amount, plan.channels.max - plan.channels.min + 1, 'channel_amount');
  assert.equal(response.stream_amount, plan.streams.length, 'stream_amount');
  const mapping = new Map(Object.entries(response.channel_to_stream_index));
  assert.equal(mapping.size, plan.channelToStream.size, 'channels of channel_to_stream_index');
  for (const [channel, stream] of plan.channelToStream)
    assert.equal(mapping.get(String(channel)), stream, `channel_to_stream_index of channel ${channel}`);
  expectSameNumbers(response.frequencies_list, plan.frequencies, 'frequencies_list');
  assert.equal(response.frequencies_amount, response.frequencies_list.length, 'frequencies_amount');
  return plan;
}

/** As `deepEqual`, which takes minutes to describe how lists of many thousand numbers differ. */
export function expectSameNumbers(actual: readonly number[], wanted: readonly number[], what: string): void {
  assert.equal(actual.length, wanted.length, `length of ${what}`);
  const wrong = actual.findIndex((number, index) => number !== wanted[index]);
  if (wrong !== -1) assert.fail(`${what}[${wrong}] is ${actual[wrong]}, not ${wanted[wrong]}`);
}

/** The figures that everything else is calculated from, as the server tells them. Read once by each suite. */
export const serverFacts: Fixture<RuleFacts> = {
  per: 'suite',
  async make(context) {
    const { client } = openServer(context as FocusFixture);
    // Figures to calculate with, not what a test is about: one bad answer must not fail all tests of the suite.
    const { prr, highestChannel } = await context.eventually(
      'the server tells its figures',
      async () => ({
        prr: expectBody(await client.liveMetadata(), liveMetadataResponse).prr,
        highestChannel: expectBody(await client.channels(), channelsResponse).highest_channel,
      }),
      { deadlineMs: 2000, everyMs: 50 },
    );
    assert.ok(prr > 0, 'the server waits for a fibre: prr is 0');
    return { prr, highestChannel };
  },
};

/** Hz; 1000 on a fibre that is sampled fast enough. */
export function topFrequency({ prr }: RuleFacts): number {
  return Math.min(MAX_FREQUENCY_HZ, Math.floor(prr / 2));
}
