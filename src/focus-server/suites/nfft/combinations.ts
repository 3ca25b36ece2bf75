/** NFFT beside numbers of channels and ranges of frequencies: together they are taken or refused as each alone. */
import { countOf } from '../../../kit/plural.ts';
import { MAX_CHANNELS } from '../../contract/limits.ts';
import type { RuleFacts } from '../../contract/rules.ts';
import { expectOnlyRefused } from '../support/configure.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, topFrequency } from '../support/plan.ts';
import { liveRequest } from '../support/requests.ts';
import type { ConfigureFields } from '../support/requests.ts';
import { allowedNfft, COMBINED_NFFTS, startMultichannel } from './rules.ts';
import type { CombinedNfft } from './rules.ts';

const COUNTS = [1, 2, 3, 4, 99, MAX_CHANNELS, MAX_CHANNELS + 1];
/** Of each NFFT, for its channels and for its frequencies. */
const CHANNEL_KEYS: Readonly<Record<CombinedNfft, number>> = { 128: 350, 1024: 357, 2048: 364, 65_536: 800 };

export function defineChannelCountTests({ test }: FocusBuilder): void {
  for (const nfft of COMBINED_NFFTS)
    for (const [column, count] of COUNTS.entries()) {
      const xray = `PZ-${CHANNEL_KEYS[nfft] + column}`;
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
        test(`NFFT ${nfft} on ${countOf(count, 'channel')} is taken`, { xray }, async (t) => {
          const { highestChannel } = await t.use(serverFacts);
          if (count > highestChannel) t.skip(`the fibre has ${highestChannel} channels`);
          await startMultichannel(t, nfft, { channels: { min: 1, max: count } });
        });
    }
}

interface RangeRow {
  readonly name: string;
  readonly isValid: boolean;
  /** Hz. */
  readonly choose: (facts: RuleFacts) => { readonly min: number; readonly max: number };
}

const RANGES: readonly RangeRow[] = [
  { name: '0-1 Hz', isValid: true, choose: () => ({ min: 0, max: 1 }) },
  { name: '0 Hz to Nyquist', isValid: true, choose: (facts) => ({ min: 0, max: topFrequency(facts) }) },
  { name: '999-1000 Hz', isValid: true, choose: () => ({ min: 999, max: 1000 }) },
  { name: '0-1001 Hz', isValid: false, choose: () => ({ min: 0, max: 1001 }) },
  { name: '500-0 Hz', isValid: false, choose: () => ({ min: 500, max: 0 }) },
  { name: '500-500 Hz', isValid: false, choose: () => ({ min: 500, max: 500 }) },
];
/** Of each NFFT. */
const FREQUENCY_KEYS: Readonly<Record<CombinedNfft, number>> = {
  128: 371,
  1024: 377,
  2048: 383,
  65_536: 807,
};

export function defineFrequencyRangeTests({ test }: FocusBuilder): void {
  for (const nfft of COMBINED_NFFTS)
    for (const [column, { name, isValid, choose }] of RANGES.entries()) {
      const xray = `PZ-${FREQUENCY_KEYS[nfft] + column}`;
      test(`NFFT ${nfft} on ${name} is ${isValid ? 'taken' : 'refused'}`, { xray }, async (t) => {
        const facts = await t.use(serverFacts);
        const frequencyRange = choose(facts);
        if (!isValid) {
          const body = liveRequest({ nfftSelection: allowedNfft(t, nfft), frequencyRange });
          await expectOnlyRefused(t, { body }, { status: 400, says: [/nyquist|limit/i] });
          return;
        }
        if (frequencyRange.max > facts.prr / 2) t.skip(`Nyquist is at ${facts.prr / 2} Hz here`);
        const response = await startMultichannel(t, nfft, { frequencyRange });
        if (response !== null) t.record('frequencies', response.frequencies_amount);
      });
    }
}
