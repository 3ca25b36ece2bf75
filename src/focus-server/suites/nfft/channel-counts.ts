import { MAX_CHANNELS } from '../../contract/limits.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts } from '../support/facts.ts';
import { startAsPlanned } from '../support/jobs-in-passing.ts';
import { expectOnlyRefused } from '../support/refusals.ts';
import { liveRequest, type ConfigureFields } from '../support/requests.ts';

const NFFTS = [128, 1024, 2048];
const COUNTS = [1, 2, 3, 4, 99, MAX_CHANNELS, MAX_CHANNELS + 1];
const FIRST_KEY = 350;

export function defineChannelCountTests({ test }: FocusBuilder): void {
  for (const [index, nfft] of NFFTS.entries())
    for (const [column, count] of COUNTS.entries()) {
      const xray = `PZ-${FIRST_KEY + index * COUNTS.length + column}`;
      const ask = (channels: number): ConfigureFields =>
        liveRequest({ nfftSelection: nfft, channels: { min: 1, max: channels } });
      if (count > MAX_CHANNELS)
        test(`NFFT ${nfft} on ${count} channels is refused`, { xray }, async (t) => {
          const { highestChannel } = await t.use(serverFacts);
          const neighbour = ask(Math.min(MAX_CHANNELS, highestChannel));
          const refusal = { status: 400, says: ['channels'] } as const;
          await expectOnlyRefused(t, { body: ask(count), neighbour }, refusal);
        });
      else
        test(
          `NFFT ${nfft} on ${count} ${count === 1 ? 'channel' : 'channels'} is taken`,
          { xray },
          async (t) => {
            const { highestChannel } = await t.use(serverFacts);
            if (count > highestChannel) t.skip(`the fibre has ${highestChannel} channels`);
            await startAsPlanned(t, ask(count));
          },
        );
    }
}
