/** The catalogue is there for some and not for others, or comes and goes. */
import assert from 'node:assert/strict';
import type { Exchange } from '../../client/exchange.ts';
import { CATALOGUE_REFUSAL_MS } from '../../contract/limits.ts';
import type { FocusBuilder, FocusTest } from '../support/context.ts';
import { countGood, expectLiveUnaffected, expectRefusedInTime } from './expectations.ts';
import { disturb, expectInTime, expectRecovery, openScene, type Scene } from './scene.ts';

const ROUNDS = 5;
/** TCP repeats lost packets: this share of requests is answered all the same. */
const LEAST_ANSWERED = 0.8;
const FLAPS = 2;

export function definePartialOutages({ test }: FocusBuilder): void {
  test('nearly all requests are answered with 10 % packet loss', { xray: 'PZ-620' }, (t) =>
    disturb(t, { kind: 'loss', share: 0.1 }, async (scene) => {
      const share = await askInRounds(scene);
      assert.ok(share >= LEAST_ANSWERED, `only ${Math.round(share * 100)} % of the requests were answered`);
      await expectLiveUnaffected(scene);
    }),
  );

  test(
    'requests are answered or refused within 5 s while half of the connections are reset',
    { xray: 'PZ-630' },
    (t) =>
      disturb(t, { kind: 'loss', share: 0, resetShare: 0.5 }, async (scene) => {
        await askInRounds(scene);
        await expectLiveUnaffected(scene);
      }),
  );

  test(
    'historic is refused and comes back each time MongoDB goes down and up',
    { xray: 'PZ-631' },
    expectFlaps,
  );
}

/** Asserts that every answer is right or 503, in time. Returns the share that was right, also recorded. */
async function askInRounds(scene: Scene): Promise<number> {
  const { t } = scene;
  const answers: Exchange[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    answers.push(
      ...(await Promise.all([
        scene.configureHistoric(),
        scene.listRecordings(),
        scene.listRecordings(),
        scene.listRecordings(),
      ])),
    );
    await scene.release();
  }
  const share = countGood(answers) / answers.length;
  t.record('requests', answers.length);
  t.record('answeredShare', share);
  expectInTime(t, answers, { name: 'answer', limitMs: CATALOGUE_REFUSAL_MS });
  return share;
}

async function expectFlaps(t: FocusTest): Promise<void> {
  const scene = await openScene(t);
  const recoveries: number[] = [];
  for (let flap = 1; flap <= FLAPS; flap += 1) {
    const undo = await scene.faults.inject({ kind: 'down' });
    const refused = await t.eventually(
      'the outage is felt',
      async () => {
        const exchange = await scene.configureHistoric();
        return exchange.status !== 200 && exchange;
      },
      { deadlineMs: 60_000 },
    );
    expectRefusedInTime(scene, [refused]);
    await undo();
    const recoveryMs = await expectRecovery(scene);
    t.record(`recovery${flap}Ms`, recoveryMs);
    recoveries.push(recoveryMs);
    await scene.release();
  }
  t.record('recoveryMs', Math.max(...recoveries));
  await scene.orphans.expectNone(scene.jobs);
}
