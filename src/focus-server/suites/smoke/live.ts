import assert from 'node:assert/strict';
import { INVALID_JOB_ID } from '../../contract/errors.ts';
import { cancelResponse } from '../../contract/responses.ts';
import { expectBody, expectConfigured, expectRefused } from '../support/answers.ts';
import { scaleLimit, type FocusBuilder } from '../support/context.ts';
import { serverFacts, expectPlanned } from '../support/plan.ts';
import { expectFirstFrames } from '../support/streams.ts';
import { endJob } from '../support/configure.ts';
import { mustCancel, focusServer } from '../support/server.ts';
import { liveRequest } from '../support/requests.ts';

/** By how much the clock of the server may be off. */
const CLOCK_TOLERANCE_MS = 60_000;
const GONE_MS = 2000;

export function defineLiveTests({ test }: FocusBuilder): void {
  test('a live job answers what was asked for and streams it now', { xray: 'PZ-107' }, async (t) => {
    const server = await t.use(focusServer);
    const body = liveRequest();
    const exchange = await server.configure(body);
    const response = expectConfigured(exchange);
    t.record('configureMs', exchange.durationMs);
    assert.equal(response.status, '', 'status');
    expectPlanned(response, body, await t.use(serverFacts));

    const nowMs = t.epoch();
    const slackMs = scaleLimit(t, CLOCK_TOLERANCE_MS);
    await expectFirstFrames(t, response, { startMs: nowMs - slackMs, endMs: nowMs + slackMs });
  });

  test('a live job has metadata until it is cancelled', { xray: 'PZ-108' }, async (t) => {
    const server = await t.use(focusServer);
    const response = await server.start(liveRequest());
    const exchange = await server.client.metadata(response.job_id);
    const known = expectConfigured(exchange);
    t.record('metadataMs', exchange.durationMs);
    assert.deepEqual(known, response, 'metadata is not what configure answered');

    const cancelled = await server.cancel(response.job_id);
    if (cancelled.status === 404 && !mustCancel(t)) {
      t.record('cancel', 'unsupported');
      await endJob(t, response);
      return;
    }
    assert.equal(expectBody(cancelled, cancelResponse).job_id, response.job_id);
    t.record('cancelMs', cancelled.durationMs);
    await t.eventually(
      `job ${response.job_id} is gone`,
      async () =>
        expectRefused(await server.client.metadata(response.job_id), {
          status: 404,
          says: [new RegExp(`^${INVALID_JOB_ID}$`)],
        }),
      { deadlineMs: scaleLimit(t, GONE_MS) },
    );
  });
}
