/** The end of jobs: asked for, and waited for. */
import { INVALID_JOB_ID } from '../../contract/errors.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { expectEventually } from '../../../suite/api/index.ts';
import { expectRefused, type ExpectedRefusal } from './answers.ts';
import { readFigure, scaleLimit, type FocusFixture, type FocusTest } from './context.ts';
import { focusServer, type FocusServer } from './server.ts';
import { connectAndLeave } from './streams.ts';

/** Of a cleanup, which has ten seconds in all. */
const MOST_CLEANUP_MS = 8000;
const LOOK_MS = 20;
/** The metadata of a job that is gone. */
export const FORGOTTEN: ExpectedRefusal = { status: 404, says: [INVALID_JOB_ID] };

/** Milliseconds in which the server forgets a job that has ended. */
export function cleanupLimit(t: FocusTest): number {
  return scaleLimit(t, readFigure(t, 'cleanup-seconds') * 1000);
}

/** Ends the jobs and waits until the server knows none of them: their windows are free then. */
export async function releaseJobs(t: FocusTest, jobs: readonly ConfigureResponse[]): Promise<void> {
  const server = await t.use(focusServer);
  await endJobs(jobs, { context: t, server, deadlineMs: cleanupLimit(t) });
}

/** The same when the test is over, also when its time was up. A cleanup cannot wait as long as a test. */
export async function deferRelease(t: FocusTest, jobs: readonly ConfigureResponse[]): Promise<void> {
  const server = await t.use(focusServer);
  const context = { ...t, signal: new AbortController().signal };
  const deadlineMs = Math.min(cleanupLimit(t), MOST_CLEANUP_MS);
  t.defer(() => endJobs(jobs, { context, server, deadlineMs }));
}

interface Ending {
  readonly context: FocusFixture;
  readonly server: FocusServer;
  /** Milliseconds. */
  readonly deadlineMs: number;
}

async function endJobs(jobs: readonly ConfigureResponse[], ending: Ending): Promise<void> {
  await Promise.all(jobs.map((job) => endJob(job, ending)));
}

/** 404 is normal: the job is gone already, or the server cannot cancel. Then a client has to come and go. */
async function endJob(job: ConfigureResponse, { context, server, deadlineMs }: Ending): Promise<void> {
  await server.cancel(job.job_id);
  await expectEventually(
    `the server has forgotten job ${job.job_id}`,
    async () => {
      const known = await server.client.metadata(job.job_id);
      if (known.status === 200) {
        const { status } = await server.cancel(job.job_id);
        if (status === 404) await connectAndLeave(context, job, deadlineMs);
      }
      expectRefused(known, FORGOTTEN);
    },
    { deadlineMs, everyMs: LOOK_MS, signal: context.signal },
  );
}

/** The reference server cancels unless it plays the oldest one; today's real one has no such route. */
export function mustCancel({ target: { environment } }: FocusTest): boolean {
  return environment.hasAdmin && environment.profile !== 'legacy';
}
