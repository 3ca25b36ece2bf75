/** More and more investigations, while those before go on. */
import assert from 'node:assert/strict';
import { expectConfigured } from '../support/answers.ts';
import { scaleLimit, type FocusBuilder, needWindows } from '../support/context.ts';
import { expectHealthy, expectOwnPlaces, startConcurrently } from '../support/concurrent.ts';
import { liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';

const STEP = 5;
const MOST = 30;
/** Milliseconds for the five of each step: the SLA of five at once. */
const STEP_SLA_MS = 2000;
const CHANNELS = { min: 1, max: 6 };

export function defineGradualTests({ test }: FocusBuilder): void {
  test('investigations grow from 5 to 30 in steps of 5', { xray: 'PZ-562' }, async (t) => {
    needWindows(t, MOST);
    const { client } = await t.use(focusServer);
    const running: ConfigureResponse[] = [];
    while (running.length < MOST) {
      const bodies = Array.from({ length: STEP }, () => liveRequest({ channels: CHANNELS }));
      const { responses, wallMs } = await startConcurrently(t, bodies);
      running.push(...responses);
      const step = `at${running.length}`;
      t.record(`${step}WallMs`, wallMs);
      expectOwnPlaces(running);
      const known = await Promise.all(running.map(({ job_id: id }) => client.metadata(id)));
      assert.deepEqual(known.map(expectConfigured), running, 'every job is known as it was configured');
      await expectHealthy(t, client, step);
      const limitMs = scaleLimit(t, STEP_SLA_MS);
      assert.ok(
        wallMs <= limitMs,
        `${step}: five more took ${Math.round(wallMs)} ms, ${limitMs} ms are allowed`,
      );
    }
  });
}
