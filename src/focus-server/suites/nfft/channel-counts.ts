import { MAX_CHANNELS } from '../../contract/limits.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts } from '../support/plan.ts';
import { expectOnlyRefused } from '../support/configure.ts';
import { liveRequest, type ConfigureFields } from '../support/requests.ts';
import { allowedNfft, COMBINED_NFFTS, startMultichannel, type CombinedNfft } from './rules.ts';

const COUNTS = [1, 2, 3, 4, 99, MAX_CHANNELS, MAX_CHANNELS + 1];
/** Of each NFFT. */
const FIRST_KEYS: Readonly<Record<CombinedNfft, number>> = { 128: 350, 1024: 357, 2048: 364, 65_536: 800 };

export function defineChannelCountTests({ test }: FocusBuilder): void {
  for (const nfft of COMBINED_NFFTS)
    for (const [column, count] of COUNTS.entries()) {
      const xray = `PZ-${FIRST_KEYS[nfft] + column}`;
      if (count > MAX_CHANNELS)
        test(`NFFT ${nfft} on ${count} channels is refused`, { xray }, async (t) => {
          const { highestChannel } = await t.use(serverFacts);
          const ask = (channels: number): ConfigureFields =>
            liveRequest({ nfftSelection: allowedNfft(t, nfft), channels: { min: 1, max: channels } });
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
            await startMultichannel(t, nfft, { channels: { min: 1, max: count } });
          },
        );
    }
}
