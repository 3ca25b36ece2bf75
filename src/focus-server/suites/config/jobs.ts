import assert from 'node:assert/strict';
import { INVALID_JOB_ID } from '../../contract/errors.ts';
import type { Exchange } from '../../client/exchange.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { expectConfigured, expectNotFound, expectRefused } from '../support/answers.ts';
import { recordSlowest, type FocusBuilder, type FocusTest } from '../support/context.ts';
import { endJob } from '../support/configure.ts';
import { findPast } from '../support/recordings.ts';
import { historicRequest, liveRequest, waterfallRequest, type ConfigureFields } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';

const UNKNOWN_IDS = ['999999-999999999', '0-0', '-1', 'none', 'a b', '%'];
const SECONDS = 30;

export function defineJobTests({ test }: FocusBuilder): void {
  test('unknown jobs have no metadata', { xray: 'PZ-285' }, async (t) => {
    const server = await t.use(focusServer);
    const refusals = await askForUnknown((id) => server.client.metadata(id));
    const says = [new RegExp(`^${INVALID_JOB_ID}$`)];
    for (const refusal of refusals) expectRefused(refusal, { status: 404, says });
    recordSlowest(t, 'refusalMs', refusals);
    const response = await server.start(liveRequest());
    expectConfigured(await server.client.metadata(response.job_id));
    await endJob(t, response);
  });

  const views = [
    { name: 'multichannel', xray: 'PZ-286', body: liveRequest() },
    {
      name: 'singlechannel',
      xray: 'PZ-287',
      body: liveRequest({ channels: { min: 7, max: 7 }, view_type: 1 }),
    },
    { name: 'waterfall', xray: 'PZ-288', body: waterfallRequest() },
  ];
  for (const { name, xray, body } of views)
    test(`metadata of a ${name} job is what configure answered`, { xray }, async (t) => {
      await expectSameMetadata(t, body);
    });

  test('metadata of a historic job is what configure answered', { xray: 'PZ-289' }, async (t) => {
    await expectSameMetadata(t, historicRequest(await findPast(t, SECONDS)));
  });

  test('jobs at the same time have windows and ports of their own', { xray: 'PZ-290' }, async (t) => {
    const server = await t.use(focusServer);
    const exchanges = await Promise.all([1, 2, 3].map(() => server.configure(liveRequest())));
    const jobs = exchanges.map(expectConfigured);
    recordSlowest(t, 'configureMs', exchanges);
    const places = jobs.map(readPlace);
    for (const key of ['window', 'sequence', 'port'] as const) {
      const values = places.map((place) => place[key]);
      assert.equal(new Set(values).size, jobs.length, `two jobs have one ${key}: ${values.join(', ')}`);
    }
    const bases = new Set(places.map(({ port, window }) => port - window));
    assert.equal(bases.size, 1, 'stream_port is not the base port plus the window');
    for (const job of jobs) await endJob(t, job);
  });

  test('an unknown job cannot be cancelled', { xray: 'PZ-291' }, async (t) => {
    const server = await t.use(focusServer);
    const response = await server.start(liveRequest());
    const refusals = await askForUnknown((id) => server.cancel(id));
    for (const refusal of refusals) expectNotFound(refusal);
    recordSlowest(t, 'refusalMs', refusals);
    expectConfigured(await server.client.metadata(response.job_id));
    await endJob(t, response);
  });
}

/** One after the other. */
async function askForUnknown(ask: (id: string) => Promise<Exchange>): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  for (const id of UNKNOWN_IDS) exchanges.push(await ask(id));
  return exchanges;
}

async function expectSameMetadata(t: FocusTest, body: ConfigureFields): Promise<void> {
  const server = await t.use(focusServer);
  const response = await server.start(body);
  const exchange = await server.client.metadata(response.job_id);
  assert.deepEqual(expectConfigured(exchange), response);
  t.record('metadataMs', exchange.durationMs);
  await endJob(t, response);
}

interface Place {
  readonly window: number;
  readonly sequence: number;
  readonly port: number;
}

/** A job id is `<window>-<sequence>`. */
function readPlace({ job_id, stream_port: port }: ConfigureResponse): Place {
  const [window = 0, sequence = 0] = job_id.split('-').map(Number);
  return { window, sequence, port };
}
