/** DELETE /job/{job_id} of a job that is there. A 404 is never a latency. */
import assert from 'node:assert/strict';
import { INVALID_JOB_ID } from '../../contract/errors.ts';
import { cancelResponse } from '../../contract/responses.ts';
import { expectBody, expectConfigured, expectRefused } from '../support/answers.ts';
import { scaleLimit, type FocusTest } from '../support/context.ts';
import { endJob } from '../support/configure.ts';
import { liveRequest } from '../support/requests.ts';
import { focusServer } from '../support/server.ts';
import type { MeasuredOperation, Rehearsal } from './operation.ts';

const GONE_MS = 5000;

export const cancelJob: MeasuredOperation = {
  title: 'job cancel',
  slug: 'cancel',
  xray: { quick: 'PZ-704', full: 'PZ-714' },
  targetMs: 500,
  slaMs: 1000,
  samples: 100,
  leastIntervalMs: 10,
  open: rehearse,
};

async function rehearse(t: FocusTest): Promise<Rehearsal> {
  await expectSupported(t);
  const server = await t.use(focusServer);
  return {
    holdsWindow: true,
    async prepare() {
      const { job_id: id } = await server.start(liveRequest());
      return {
        async run() {
          const { job_id: cancelled } = expectBody(await server.cancel(id), cancelResponse);
          assert.equal(cancelled, id, 'job_id of the cancelled job');
        },
        cleanUp: () => Promise.resolve(),
      };
    },
  };
}

/** A cancel that works ends the job. Today's real server has no such route: it answers 404 for a job that it knows. */
async function expectSupported(t: FocusTest): Promise<void> {
  const server = await t.use(focusServer);
  const job = await server.start(liveRequest());
  const { job_id: id } = job;
  assert.deepEqual(expectConfigured(await server.client.metadata(id)), job, 'metadata of the job');
  const cancelled = await server.cancel(id);
  const { hasAdmin, profile } = t.target.environment;
  if (cancelled.status === 404 && (!hasAdmin || profile === 'legacy')) {
    expectConfigured(await server.client.metadata(id));
    t.record('cancel', 'unsupported');
    await endJob(t, job);
    t.skip('unsupported: this server has no route that cancels a job');
  }
  expectBody(cancelled, cancelResponse);
  await t.eventually(
    `job ${id} is gone`,
    async () => expectRefused(await server.client.metadata(id), { status: 404, says: [INVALID_JOB_ID] }),
    { deadlineMs: scaleLimit(t, GONE_MS) },
  );
}
