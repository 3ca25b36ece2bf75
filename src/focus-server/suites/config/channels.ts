import type { RuleFacts } from '../../contract/rules.ts';
import type { ChannelRange } from '../../contract/stream-plan.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts } from '../support/plan.ts';
import { startAsPlanned, expectOnlyRefused } from '../support/configure.ts';
import { liveRequest } from '../support/requests.ts';

interface ChannelRow {
  readonly name: string;
  readonly xray: string;
  readonly choose: (facts: RuleFacts) => ChannelRange;
}

const REFUSED: readonly ChannelRow[] = [
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
  for (const { name, xray, choose } of REFUSED)
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
