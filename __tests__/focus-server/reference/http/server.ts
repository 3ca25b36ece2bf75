/** A reference server on free ports, without latency unless asked for, and the words to talk to it. */
import type { Recording } from '../../../../src/focus-server/contract/stream-plan.ts';
import type { Clock } from '../../../../src/model/clock.ts';
import type { ReferenceServerOptions } from '../../../../src/focus-server/reference/options.ts';
import { drawNumbers } from '../../../../src/focus-server/reference/signal/mix-bits.ts';
import {
  startReferenceServer,
  type ReferenceServer,
} from '../../../../src/focus-server/reference/start-reference-server.ts';

export const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** What tests look at in the bodies of answers; which of it is there is what they find out. */
export interface Body {
  readonly error: string;
  readonly detail: readonly { readonly loc: readonly string[] }[];
  readonly job_id: string;
  readonly stream_port: number;
  readonly stream_url: string;
  readonly sensors: readonly number[];
  readonly paths: Readonly<Record<string, unknown>>;
  readonly recordings: readonly Recording[];
  readonly items: readonly unknown[];
  readonly id: string;
}

export interface Reply<T = Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface Talk {
  readonly server: ReferenceServer;
  /** Lines the server logged: empty unless something unexpected happened. */
  readonly logged: readonly string[];
  readonly ask: <T = Body>(method: string, path: string, body?: unknown) => Promise<Reply<T>>;
  readonly configure: (changes?: Record<string, unknown>) => Promise<Reply>;
}

export async function withServer(
  options: ReferenceServerOptions,
  use: (talk: Talk) => Promise<void>,
): Promise<void> {
  const logged: string[] = [];
  const server = await startReferenceServer(
    { latencyScale: 0, logger: (line) => logged.push(line), ...options },
    { clock: realClock, random: drawNumbers(options.seed ?? 7) },
  );
  const ask: Talk['ask'] = (method, path, body) => askUrl(`${server.url}${path}`, { method, body });
  try {
    await use({
      server,
      logged,
      ask,
      configure: (changes) => ask('POST', '/configure', makeBody(changes)),
    });
  } finally {
    await server.close();
  }
}

export interface Question {
  readonly method: string;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function askUrl<T = Body>(
  url: string,
  { method, body, headers = {} }: Question,
): Promise<Reply<T>> {
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const answer = await fetch(url, { method, headers: { ...headers }, ...sent });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type') === 'application/json' && text !== '';
  return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as T };
}

/** A live multichannel request; changes replace top-level fields. */
export function makeBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    displayTimeAxisDuration: 10,
    nfftSelection: 1024,
    displayInfo: { height: 1000 },
    channels: { min: 1, max: 50 },
    frequencyRange: { min: 0, max: 500 },
    start_time: null,
    end_time: null,
    view_type: '0',
    ...changes,
  };
}

/** The newest recording that has ended and is not deleted, in epoch seconds. */
export async function findPast({ ask }: Talk): Promise<{ start_time: number; end_time: number }> {
  const { body } = await ask('GET', '/_admin/recordings');
  const found = body.recordings.find(({ endMs, deleted }) => endMs !== null && !deleted);
  if (found === undefined || found.endMs === null) throw new Error('the catalogue has no past');
  return { start_time: found.startMs / 1000, end_time: found.endMs / 1000 };
}
