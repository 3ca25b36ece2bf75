import assert from 'node:assert/strict';
import { WAITING_FOR_FIBER } from '../../contract/errors.ts';
import { ackResponse, liveMetadataResponse } from '../../contract/responses.ts';
import { openAdmin } from '../support/admin.ts';
import { expectBody, expectRefused } from '../support/answers.ts';
import type { FocusBuilder } from '../support/context.ts';
import { startAndCancel } from '../support/configure.ts';
import { liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import { expectNoJobMade } from '../support/leaks.ts';

export function defineFibreTests({ test }: FocusBuilder): void {
  const options = { xray: 'PZ-296', tags: ['destructive'] };
  test('a server that waits for its fibre says so and makes no job', options, async (t) => {
    const admin = openAdmin(t) ?? t.skip('only the reference server lets its fibre be taken away');
    const server = await t.use(focusServer);
    t.defer(() => admin.setFiber(false));
    await admin.setFiber(true);

    const fibre = expectBody(await server.client.liveMetadata(), liveMetadataResponse);
    const { prr, dx, fiber_start_meters: start, fiber_length_meters: length } = fibre;
    assert.deepEqual({ prr, dx, start, length }, { prr: 0, dx: 0, start: null, length: null });
    assert.equal(fibre.sw_version, WAITING_FOR_FIBER, 'sw_version');
    assert.equal(fibre.fiber_description, WAITING_FOR_FIBER, 'fiber_description');
    expectBody(await server.client.ack(), ackResponse);
    await expectNoJobMade(t, async () => {
      const says = [WAITING_FOR_FIBER];
      expectRefused(await server.configure(liveRequest()), { status: 503, says });
    });

    await admin.setFiber(false);
    expectBody(
      await server.client.liveMetadata(),
      liveMetadataResponse.refine((known) => known.prr > 0),
    );
    await startAndCancel(t, liveRequest());
  });
}
