/** A Focus Server over HTTP, for suites: says exactly what was answered, and never tries anything twice. */
import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Exchange } from './exchange.ts';
import { sendRequest, type OutgoingRequest, type Transport } from './send-request.ts';

export interface FocusClientOptions {
  /** With the prefix, if there is one: `http://127.0.0.1:8500/focus-server`. */
  readonly baseUrl: string;
  /** Milliseconds for one exchange, to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
  /** PEM certificates to trust instead of the well-known ones. */
  readonly ca?: string;
  /** True: any certificate will do. */
  readonly insecure?: boolean;
  /** Told of every complete exchange. */
  onExchange?(exchange: Exchange): void;
}

/** Epoch seconds. */
export interface RecordingsQuery {
  readonly startTime: number;
  readonly endTime: number;
}

/** All methods resolve whatever status was answered, and reject when there was no complete answer in time. */
export interface FocusClient {
  readonly baseUrl: string;
  ack(): Promise<Exchange>;
  channels(): Promise<Exchange>;
  liveMetadata(): Promise<Exchange>;
  configure(body: unknown): Promise<Exchange>;
  metadata(jobId: string): Promise<Exchange>;
  recordings(query: RecordingsQuery): Promise<Exchange>;
  timeline(): Promise<Exchange>;
  cancel(jobId: string): Promise<Exchange>;
  sensors(): Promise<Exchange>;
  openapi(): Promise<Exchange>;
  /** `path` starts with a slash, below the base URL; `body` is sent as JSON unless undefined. */
  request(method: string, path: string, body?: unknown): Promise<Exchange>;
  /** POST of what is said to be JSON: malformed, or as `JSON.stringify` does not write it. */
  postText(path: string, text: string): Promise<Exchange>;
  close(): void;
}

/** @throws TypeError when the base URL is none, or neither http nor https */
export function openFocusClient(options: FocusClientOptions): FocusClient {
  const base = parseBase(options.baseUrl);
  const transport = openTransport(base, options);

  async function send(outgoing: Omit<OutgoingRequest, 'url'>): Promise<Exchange> {
    const exchange = await sendRequest({ ...outgoing, url: new URL(base.href + outgoing.path) }, transport);
    options.onExchange?.(exchange);
    return exchange;
  }
  const request = (method: string, path: string, body?: unknown): Promise<Exchange> =>
    send({ method, path, body });

  return {
    baseUrl: base.href,
    ack: () => request('GET', '/ack'),
    channels: () => request('GET', '/channels'),
    liveMetadata: () => request('GET', '/live_metadata'),
    configure: (body) => request('POST', '/configure', body),
    metadata: (jobId) => request('GET', `/metadata/${encodeURIComponent(jobId)}`),
    recordings: ({ startTime, endTime }) =>
      request('POST', '/recordings_in_time_range', { start_time: startTime, end_time: endTime }),
    timeline: () => request('GET', '/get_recordings_timeline'),
    cancel: (jobId) => request('DELETE', `/job/${encodeURIComponent(jobId)}`),
    sensors: () => request('GET', '/sensors'),
    openapi: () => request('GET', '/openapi.json'),
    request,
    postText: (path, text) => send({ method: 'POST', path, text }),
    close: () => transport.agent.destroy(),
  };
}

function parseBase(baseUrl: string): { readonly href: string; readonly isTls: boolean } {
  const url = new URL(baseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TypeError(`base URL ${baseUrl} is neither http nor https`);
  }
  return { href: url.origin + url.pathname.replace(/\/+$/, ''), isTls: url.protocol === 'https:' };
}

function openTransport(base: { readonly isTls: boolean }, options: FocusClientOptions): Transport {
  const { ca, insecure = false, timeoutMs, now } = options;
  // Requests that start together must not queue for connections.
  const pool = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY };
  const agent = base.isTls
    ? new TlsAgent({ ...pool, rejectUnauthorized: !insecure, ...(ca === undefined ? {} : { ca }) })
    : new Agent(pool);
  return { agent, timeoutMs, now };
}
