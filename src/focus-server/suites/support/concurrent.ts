/** Several things at a time: jobs that are started at one moment, and requests that go on while something is under way. */
import assert from 'node:assert/strict';
import type { Exchange } from '../../client/exchange.ts';
import type { FocusClient } from '../../client/focus-client.ts';
import { ackResponse, configureResponse, channelsResponse } from '../../contract/responses.ts';
import type { ConfigureResponse } from '../../contract/responses.ts';
import { expectBody, expectConfigured, describe } from './answers.ts';
import { scaleLimit } from './context.ts';
import type { FocusTest } from './context.ts';
import { deferRelease, focusServer } from './server.ts';
import type { FocusServer } from './server.ts';

/** Milliseconds in which all requests must have arrived. */
const SPREAD_MS = 100;
const ARRIVAL_HEADER = 'x-arrived-ms';

export interface ConcurrentStart {
  /** In the order of the requests. */
  readonly exchanges: readonly Exchange[];
  readonly responses: readonly ConfigureResponse[];
  /** From the first request to the last answer. */
  readonly wallMs: number;
}

/**
 * Sends all requests at once and asserts that every job was made. Whatever happened, the jobs are gone when the test is
 * over. Connections are opened before: they are not what is measured. `through`: another way to the same server.
 */
export async function startConcurrently(
  t: FocusTest,
  bodies: readonly unknown[],
  through?: FocusServer,
): Promise<ConcurrentStart> {
  const server = through ?? (await t.use(focusServer));
  const greetings = await Promise.all(bodies.map(() => server.client.ack()));
  for (const greeting of greetings) expectBody(greeting, ackResponse);

  const startMs = t.now();
  const settled = await Promise.allSettled(bodies.map((body) => server.configure(body)));
  const wallMs = t.now() - startMs;
  const answers = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const made = answers.flatMap(({ body }) => configureResponse.safeParse(body).data ?? []);
  await deferRelease(t, made);

  const exchanges = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  return { exchanges, responses: exchanges.map(expectConfigured), wallMs };
}

/** Windows, ports and sequences: what two jobs must not share. The port is the window above a base. */
export function expectOwnPlaces(responses: readonly ConfigureResponse[]): void {
  const places = responses.map(({ job_id: id, stream_port: port }) => {
    const [window = '', sequence = ''] = id.split('-');
    return { window, sequence, id, port, base: port - Number(window) };
  });
  for (const what of ['id', 'window', 'sequence', 'port'] as const) {
    const values = places.map((place) => place[what]);
    assert.equal(
      new Set(values).size,
      values.length,
      `each job has a ${what} of its own: ${values.join(', ')}`,
    );
  }
  const bases = new Set(places.map(({ base }) => base));
  assert.equal(bases.size, 1, `stream_port less window is one number: ${[...bases].join(', ')}`);
}

/** On arrival where the server tells it, else when the requests left. */
export function expectStartedAtOnce(t: FocusTest, exchanges: readonly Exchange[]): void {
  const arrivals = exchanges.map(({ headers }) => Number(headers[ARRIVAL_HEADER] ?? Number.NaN));
  const isTold = arrivals.every(Number.isFinite);
  const times = isTold ? arrivals : exchanges.map(({ socketMs }) => socketMs);
  const spreadMs = Math.max(...times) - Math.min(...times);
  t.record('startSpreadMs', spreadMs);
  t.record('startSpreadMeasured', isTold ? 'on arrival' : 'at the socket');
  assert.ok(spreadMs <= SPREAD_MS, `requests started ${spreadMs} ms apart, at most ${SPREAD_MS} are allowed`);
}

interface Poll {
  /** For the message when it gets no answer. */
  readonly what: string;
  /** Milliseconds between the end of one and the next. */
  readonly everyMs: number;
  /** Milliseconds after which the work is given up. */
  readonly deadlineMs: number;
  readonly ask: () => Promise<Exchange>;
}

interface Polled<T> {
  readonly value: T;
  /** At least one. */
  readonly answers: readonly Exchange[];
}

/** Rejects when the work does, or when a request got no answer. */
export async function pollDuring<T>(t: FocusTest, work: Promise<T>, poll: Poll): Promise<Polled<T>> {
  const { what, everyMs, deadlineMs, ask } = poll;
  const answers: Exchange[] = [];
  const failures: string[] = [];
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  void work.then(end, end);
  await t.eventually(
    `${what} until the end`,
    async () => {
      try {
        answers.push(await ask());
      } catch (error) {
        failures.push(String(error));
      }
      return isOver;
    },
    { deadlineMs, everyMs },
  );
  const value = await work;
  assert.deepEqual(failures, [], what);
  return { value, answers };
}

const ANSWER_MS = 1000;

/** /ack and /channels answer as they should and soon. `moment` names the measurement. */
export async function expectHealthy(t: FocusTest, client: FocusClient, moment: string): Promise<void> {
  const [ack, channels] = await Promise.all([client.ack(), client.channels()]);
  expectBody(ack, ackResponse);
  expectBody(channels, channelsResponse);
  t.record(`${moment}AckMs`, ack.durationMs);
  t.record(`${moment}ChannelsMs`, channels.durationMs);
  const limitMs = scaleLimit(t, ANSWER_MS);
  for (const exchange of [ack, channels])
    assert.ok(exchange.durationMs <= limitMs, `${describe(exchange)} after ${exchange.durationMs} ms`);
}
