/** Channels, frequencies and height at their limits and beyond. */
import type { RuleFacts } from '../../contract/rules.ts';
import type { ChannelRange } from '../../contract/stream-plan.ts';
import { startAsPlanned, expectOnlyRefused } from '../support/configure.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, topFrequency } from '../support/plan.ts';
import { liveRequest } from '../support/requests.ts';

interface ChannelRow {
  readonly name: string;
  readonly xray: string;
  readonly choose: (facts: RuleFacts) => ChannelRange;
}

const REFUSED_CHANNELS: readonly ChannelRow[] = [
  { name: 'channel 0', xray: 'PZ-200', choose: () => ({ min: 0, max: 10 }) },
  { name: 'a negative channel', xray: 'PZ-201', choose: () => ({ min: -5, max: 10 }) },
  { name: 'a reversed range of channels', xray: 'PZ-202', choose: () => ({ min: 50, max: 1 }) },
  {
    name: 'a channel beyond the fibre',
    xray: 'PZ-203',
    choose: ({ highestChannel }) => ({ min: highestChannel, max: highestChannel + 1 }),
  },
];

const TAKEN: readonly ChannelRow[] = [
  { name: 'the lowest channel alone', xray: 'PZ-204', choose: () => ({ min: 1, max: 1 }) },
  {
    name: 'the highest channel alone',
    xray: 'PZ-205',
    choose: ({ highestChannel }) => ({ min: highestChannel, max: highestChannel }),
  },
];

export function defineChannelTests({ test }: FocusBuilder): void {
  for (const { name, xray, choose } of REFUSED_CHANNELS)
    test(`${name} is refused`, { xray }, async (t) => {
      const channels = choose(await t.use(serverFacts));
      await expectOnlyRefused(t, { body: liveRequest({ channels }) }, { status: 400, says: ['channels'] });
    });

  for (const { name, xray, choose } of TAKEN)
    test(`${name} is taken`, { xray }, async (t) => {
      const channels = choose(await t.use(serverFacts));
      await startAsPlanned(t, liveRequest({ channels }));
    });
}

interface FrequencyRow {
  readonly name: string;
  readonly xray: string;
  /** Hz. */
  readonly choose: (facts: RuleFacts) => { readonly min: number; readonly max: number };
}

const REFUSED_FREQUENCIES: readonly FrequencyRow[] = [
  { name: 'a negative frequency', xray: 'PZ-210', choose: () => ({ min: -1, max: 500 }) },
  {
    name: 'a frequency above the limit',
    xray: 'PZ-211',
    choose: (facts) => ({ min: 0, max: topFrequency(facts) + 1 }),
  },
  { name: 'a reversed range of frequencies', xray: 'PZ-212', choose: () => ({ min: 300, max: 200 }) },
  { name: 'a range of no width', xray: 'PZ-213', choose: () => ({ min: 300, max: 300 }) },
];

export function defineFrequencyTests({ test }: FocusBuilder): void {
  for (const { name, xray, choose } of REFUSED_FREQUENCIES)
    test(`${name} is refused`, { xray }, async (t) => {
      const frequencyRange = choose(await t.use(serverFacts));
      const refusal = { status: 400, says: [/nyquist|limit/i] } as const;
      await expectOnlyRefused(t, { body: liveRequest({ frequencyRange }) }, refusal);
    });

  test('a range that starts above 0 Hz starts there', { xray: 'PZ-214' }, async (t) => {
    await startAsPlanned(t, liveRequest({ frequencyRange: { min: 100, max: 200 } }));
  });
}

const REFUSED_HEIGHTS = [
  { height: 0, xray: 'PZ-228' },
  { height: -5, xray: 'PZ-229' },
];

export function defineSizeTests({ test }: FocusBuilder): void {
  for (const { height, xray } of REFUSED_HEIGHTS)
    test(`height ${height} is refused`, { xray }, async (t) => {
      const body = liveRequest({ displayInfo: { height } });
      await expectOnlyRefused(t, { body }, { status: 400, says: ['height', 'positive'] });
    });

  test('height 1 is taken', { xray: 'PZ-279' }, async (t) => {
    await startAsPlanned(t, liveRequest({ displayInfo: { height: 1 } }));
  });
}
