/** What the server says about itself: the figures that everything else is calculated from. */
import assert from 'node:assert/strict';
import { MAX_FREQUENCY_HZ } from '../../contract/limits.ts';
import { channelsResponse, liveMetadataResponse } from '../../contract/responses.ts';
import type { RuleFacts } from '../../contract/rules.ts';
import type { Fixture } from '../../../suite/api/index.ts';
import { expectBody } from './answers.ts';
import type { FocusFixture } from './context.ts';
import { openServer } from './server.ts';

/** Read once by each suite. */
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
