/** The server under test, and the jobs a test starts on it: whatever happens, they are cancelled in the end. */
import type { Exchange } from '../../client/exchange.ts';
import { openFocusClient, type FocusClient } from '../../client/focus-client.ts';
import { configureResponse, type ConfigureResponse } from '../../contract/responses.ts';
import type { Fixture } from '../../../suite/api/index.ts';
import { describe, expectConfigured } from './answers.ts';
import type { FocusFixture } from './context.ts';
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
  const answers = await Promise.all(server.openJobs().map((id) => endJob(server, patient, id)));
  const bad = answers.find(({ status }) => status !== 200 && status !== 404);
  if (bad !== undefined) throw new Error(`cleanup: ${describe(bad)}`);
}

/** A job that lives on after a 404 is on a server that cannot cancel: it would keep its window for its lifetime. */
async function endJob(server: FocusServer, context: FocusFixture, id: string): Promise<Exchange> {
  const answer = await server.cancel(id);
  if (answer.status !== 404) return answer;
  const known = await server.client.metadata(id);
  const { data } = configureResponse.safeParse(known.body);
  if (known.status === 200 && data !== undefined) await connectAndLeave(context, data, CONNECTION_MS);
  return answer;
}
