/** The server under test, the jobs a test starts on it, and their end: whatever happens, they are cancelled. */
import { expectEventually } from '../../../suite/api/index.ts';
import type { Fixture } from '../../../suite/api/index.ts';
import type { Exchange } from '../../client/exchange.ts';
import { openFocusClient } from '../../client/focus-client.ts';
import type { FocusClient } from '../../client/focus-client.ts';
import { INVALID_JOB_ID } from '../../contract/errors.ts';
import { configureResponse } from '../../contract/responses.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { describe, expectConfigured, expectRefused } from './answers.ts';
import type { ExpectedRefusal } from './answers.ts';
import { readFigure, scaleLimit } from './context.ts';
import type { FocusFixture, FocusTest } from './context.ts';
import { connectAndLeave } from './streams.ts';

export interface FocusServer {
  readonly client: FocusClient;
  /** POST /configure as it is; a job it makes is cleaned up. */
  configure(body: unknown): Promise<Exchange>;
  /** A job made by another way than `configure` is cleaned up too. */
  adopt(exchange: Exchange): Exchange;
  /** As `configure`, asserting that the job was made. */
  start(body: unknown): Promise<ConfigureResponse>;
  /** Cancels and forgets the job. 404 is normal: the server often cleaned first, or has no such route. */
  cancel(jobId: string): Promise<Exchange>;
  /** Ids of the jobs that were made and not cancelled by the test. */
  openJobs(): readonly string[];
}

/** One per test: tests do not see each other's jobs. */
export const focusServer: Fixture<FocusServer> = {
  per: 'test',
  make: (context) => openServer(context as FocusFixture),
};

export function openServer(context: FocusFixture): FocusServer {
  const { environment } = context.target;
  const { ca, insecure } = environment.tls;
  const client = openFocusClient({
    baseUrl: environment.baseUrl,
    timeoutMs: environment.timeouts.requestMs,
    now: () => context.now(),
    insecure,
    ...(ca === null ? {} : { ca }),
  });
  const open = new Set<string>();
  const server: FocusServer = {
    client,
    configure: async (body) => server.adopt(await client.configure(body)),
    adopt(exchange) {
      const id = readJobId(exchange);
      if (id !== null) open.add(id);
      return exchange;
    },
    start: async (body) => expectConfigured(await server.configure(body)),
    async cancel(jobId) {
      open.delete(jobId);
      return client.cancel(jobId);
    },
    openJobs: () => [...open],
  };
  context.defer(async () => {
    try {
      await cleanUp(server, context);
    } finally {
      client.close();
    }
  });
  return server;
}

function readJobId({ body }: Exchange): string | null {
  return typeof body === 'object' && body !== null && 'job_id' in body && typeof body.job_id === 'string'
    ? body.job_id
    : null;
}

/** Of a cleanup, which has ten seconds in all. */
const CONNECTION_MS = 6000;

/** Every job is tried; the first answer that is neither success nor 404 is told. */
async function cleanUp(server: FocusServer, context: FocusFixture): Promise<void> {
  // The time of a test may be up, that of its cleanup is not.
  const patient = { ...context, signal: new AbortController().signal };
  const answers = await Promise.all(server.openJobs().map((id) => endOpenJob(server, patient, id)));
  const bad = answers.find(({ status }) => status !== 200 && status !== 404);
  if (bad !== undefined) throw new Error(`cleanup: ${describe(bad)}`);
}

/** A job that lives on after a 404 is on a server that cannot cancel: it would keep its window for its lifetime. */
async function endOpenJob(server: FocusServer, context: FocusFixture, id: string): Promise<Exchange> {
  const answer = await server.cancel(id);
  if (answer.status !== 404) return answer;
  const known = await server.client.metadata(id);
  const { data } = configureResponse.safeParse(known.body);
  if (known.status === 200 && data !== undefined) await connectAndLeave(context, data, CONNECTION_MS);
  return answer;
}

// The end of jobs: asked for, and waited for.

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
