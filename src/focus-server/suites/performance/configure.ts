/** POST /configure, from the request to the last byte of the answer. */
import { expectConfigured } from '../support/answers.ts';
import type { FocusTest } from '../support/context.ts';
import { endJob } from '../support/configure.ts';
import { findPast } from '../support/recordings.ts';
import { historicRequest, liveRequest, type ConfigureFields } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import type { MeasuredOperation, Rehearsal } from './operation.ts';

const PLAYED_SECONDS = 10;

export const configureLive: MeasuredOperation = {
  title: 'POST /configure live',
  slug: 'configure-live',
  xray: { quick: 'PZ-700', full: 'PZ-710' },
  targetMs: 500,
  slaMs: 1000,
  samples: 100,
  leastIntervalMs: 10,
  open: (t) => rehearse(t, liveRequest()),
};

export const configureHistoric: MeasuredOperation = {
  title: 'POST /configure historic',
  slug: 'configure-historic',
  xray: { quick: 'PZ-701', full: 'PZ-711' },
  targetMs: 2000,
  slaMs: 5000,
  samples: 40,
  leastIntervalMs: 30,
  open: async (t) => rehearse(t, historicRequest(await findPast(t, PLAYED_SECONDS))),
};

async function rehearse(t: FocusTest, body: ConfigureFields): Promise<Rehearsal> {
  const server = await t.use(focusServer);
  return {
    holdsWindow: false,
    async prepare() {
      let cleanUp = (): Promise<void> => Promise.resolve();
      return {
        async run() {
          const response = expectConfigured(await server.configure(body));
          cleanUp = () => endJob(t, response);
        },
        cleanUp: () => cleanUp(),
      };
    },
  };
}
