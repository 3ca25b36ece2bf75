/** A configure response against the calculation of the contract. */
import assert from 'node:assert/strict';
import { parseConfigure } from '../../contract/parse-request.ts';
import { planStream } from '../../contract/plan-stream.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import type { RuleFacts } from '../../contract/rules.ts';
import type { StreamPlan } from '../../contract/stream-plan.ts';

/** What the contract says this request comes to. `body` is valid. */
export function planOf(body: unknown, facts: RuleFacts): StreamPlan {
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
