import { NO_RECORDING } from '../../contract/errors.ts';
import { MAX_CHANNELS } from '../../contract/limits.ts';
import type { RuleFacts } from '../../contract/rules.ts';
import type { ChannelRange } from '../../contract/stream-plan.ts';
import { expectRefused, type ExpectedRefusal } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { serverFacts, topFrequency } from '../support/plan.ts';
import { startAndCancel } from '../support/configure.ts';
import { isLegacy } from '../support/context.ts';
import {
  historicRequest,
  liveRequest,
  waterfallRequest,
  without,
  type ConfigureFields,
} from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectNoJobMade } from '../support/leaks.ts';

/** What is beyond the limits of a server, and of its profile. */
interface Wish {
  readonly facts: RuleFacts;
  readonly wrongNfft: number;
}

interface RefusedRow {
  readonly name: string;
  readonly xray: string;
  readonly refusal: ExpectedRefusal;
  readonly choose: (wish: Wish) => readonly ConfigureFields[];
}

/** Epoch seconds of some minute long ago. */
const SOME_TIME = 1_700_000_000;

const wrongChannels = ({ highestChannel }: RuleFacts): readonly ChannelRange[] => [
  { min: 9, max: 3 },
  { min: 1, max: MAX_CHANNELS + 1 },
  { min: highestChannel, max: highestChannel + 1 },
];

const wrongFrequencies = (facts: RuleFacts) => [
  { min: 0, max: topFrequency(facts) + 1 },
  { min: 300, max: 300 },
];

const ROWS: readonly RefusedRow[] = [
  {
    name: 'requests that break the schema make no job',
    xray: 'PZ-293',
    refusal: { status: 422 },
    choose: () => [without(liveRequest(), 'channels'), liveRequest({ view_type: 9 }), {}],
  },
  {
    name: 'requests that break a rule make no job',
    xray: 'PZ-294',
    refusal: { status: 400 },
    choose: ({ facts, wrongNfft }) => [
      liveRequest({ displayInfo: { height: 0 } }),
      ...wrongChannels(facts).map((channels) => liveRequest({ channels })),
      ...wrongFrequencies(facts).map((frequencyRange) => liveRequest({ frequencyRange })),
      ...[-1, wrongNfft].map((nfftSelection) => liveRequest({ nfftSelection })),
      waterfallRequest({ nfftSelection: 1024 }),
      liveRequest({ start_time: SOME_TIME }),
      ...[SOME_TIME, SOME_TIME - 60].map((end) => historicRequest({ start: SOME_TIME, end })),
    ],
  },
  {
    name: 'requests for what was never recorded make no job',
    xray: 'PZ-295',
    refusal: { status: 404, says: [NO_RECORDING] },
    choose: () => [historicRequest({ start: 0, end: 60 })],
  },
];

export function defineRequestTests({ test }: FocusBuilder): void {
  for (const { name, xray, refusal, choose } of ROWS)
    test(name, { xray }, async (t) => {
      const server = await t.use(focusServer);
      const bodies = choose({ facts: await t.use(serverFacts), wrongNfft: isLegacy(t) ? 0 : 1000 });
      await expectNoJobMade(t, async () => {
        for (const body of bodies) expectRefused(await server.configure(body), refusal);
      });
      await startAndCancel(t, liveRequest());
    });
}
