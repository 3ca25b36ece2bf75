/** Many clients at once, before, during and after an outage. */
import assert from 'node:assert/strict';
import { clamp } from '../../../kit/numbers.ts';
import type { Exchange } from '../../client/exchange.ts';
import { CATALOGUE_REFUSAL_MS } from '../../contract/limits.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { expectConfigured } from '../support/answers.ts';
import type { FocusBuilder, FocusTest } from '../support/context.ts';
import { expectGoodFrames, openJobStream } from '../support/streams.ts';
import { countGood, expectLiveUnaffected, expectRecorded, expectRefusedInTime } from './expectations.ts';
import { expectInTime, expectRecovery, openScene, type Scene } from './scene.ts';

const CLIENTS = 5;
/** Waves whose jobs live at the same time, with room for live ones. */
const WAVES = 5;
const ROW_TOLERANCE_MS = 1000;

export function defineConcurrentClients({ test }: FocusBuilder): void {
  test('concurrent requests get through an outage and the recovery from it', { xray: 'PZ-640' }, outlast);
}

async function outlast(t: FocusTest): Promise<void> {
  const scene = await openScene(t);
  const clients = clamp(Math.floor(t.target.environment.limits.maxWindows / WAVES), 1, CLIENTS);
  t.record('clients', clients);
  const undo = await scene.faults.inject({ kind: 'partition' });

  const [refused] = await Promise.all([askAtOnce(scene, clients), expectLiveUnaffected(scene)]);
  expectRefusedInTime(scene, refused);

  const caught = askAtOnce(scene, clients);
  const recovery = undo().then(() => Promise.all([askAtOnce(scene, clients), expectRecovery(scene)]));
  const [first, [second, recoveryMs]] = await Promise.all([caught, recovery]);
  t.record('recoveryMs', recoveryMs);
  t.record('answeredWhileRecovering', countGood([...first, ...second]));
  expectInTime(t, [...first, ...second], { name: 'recovering', limitMs: CATALOGUE_REFUSAL_MS });
  await scene.release();

  const after = await askAtOnce(scene, clients);
  for (const exchange of after.filter(({ path }) => path !== '/configure')) expectRecorded(exchange);
  const responses = after.filter(({ path }) => path === '/configure').map(expectConfigured);
  expectDistinct(scene.jobs);
  await expectPlayed(scene, responses);
  await scene.orphans.expectNone(scene.jobs);
}

function askAtOnce({ configureHistoric, listRecordings }: Scene, clients: number): Promise<Exchange[]> {
  return Promise.all(Array.from({ length: clients }, () => [configureHistoric(), listRecordings()]).flat());
}

function expectDistinct(jobs: readonly ConfigureResponse[]): void {
  const ids = jobs.map((job) => job.job_id);
  assert.equal(new Set(ids).size, ids.length, `each job has an id of its own: ${ids.join(', ')}`);
}

/** Whoever comes after the outage gets the time that was asked for, from its beginning. */
async function expectPlayed({ t, past }: Scene, responses: readonly ConfigureResponse[]): Promise<void> {
  const [response] = responses;
  assert.ok(response !== undefined, 'no job was made after the outage');
  const { streamMs } = t.target.environment.timeouts;
  const stream = openJobStream(t, response, { streamId: 0, deadlineMs: streamMs });
  for await (const arrived of stream) {
    expectGoodFrames([[arrived]], response, { startMs: past.start * 1000, endMs: past.end * 1000 });
    const lateMs = (arrived.frame.timestampsMs[0] ?? Number.NaN) - past.start * 1000;
    assert.ok(lateMs <= ROW_TOLERANCE_MS, `the first row is ${lateMs} ms after the time that was asked for`);
    return;
  }
  assert.fail('the stream of a historic job ended without a frame');
}
