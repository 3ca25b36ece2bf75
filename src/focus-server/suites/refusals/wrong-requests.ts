import { NO_RECORDING } from '../../contract/errors.ts';
import { expectRefused, type Refusal } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { startInPassing } from '../support/jobs-in-passing.ts';
import { historicRequest, liveRequest, without, type ConfigureFields } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectNothingMade } from './nothing-made.ts';

interface RefusedRow {
  readonly name: string;
  readonly xray: string;
  readonly refusal: Refusal;
  readonly bodies: readonly ConfigureFields[];
}

const ROWS: readonly RefusedRow[] = [
  {
    name: 'requests that break the schema make no job',
    xray: 'PZ-293',
    refusal: { status: 422 },
    bodies: [without(liveRequest(), 'channels'), liveRequest({ view_type: 9 }), {}],
  },
  {
    name: 'requests that break a rule make no job',
    xray: 'PZ-294',
    refusal: { status: 400 },
    bodies: [
      liveRequest({ channels: { min: 9, max: 3 } }),
      liveRequest({ nfftSelection: -1 }),
      liveRequest({ displayInfo: { height: 0 } }),
      liveRequest({ start_time: 1_700_000_000 }),
    ],
  },
  {
    name: 'requests for what was never recorded make no job',
    xray: 'PZ-295',
    refusal: { status: 404, says: [NO_RECORDING] },
    bodies: [historicRequest({ start: 0, end: 60 })],
  },
];

export function defineRequestTests({ test }: FocusBuilder): void {
  for (const { name, xray, refusal, bodies } of ROWS)
    test(name, { xray }, async (t) => {
      const server = await t.use(focusServer);
      await expectNothingMade(t, async () => {
        for (const body of bodies) expectRefused(await server.configure(body), refusal);
      });
      await startInPassing(t, liveRequest());
    });
}
