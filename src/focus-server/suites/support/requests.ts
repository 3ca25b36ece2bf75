/** What is sent: bodies of POST /configure, valid unless something is changed, and texts that no client would send. */
import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text as readText } from 'node:stream/consumers';
import { parseJson } from '../../../kit/shape.ts';
import type { Exchange } from '../../client/exchange.ts';
import type { FocusFixture } from './context.ts';

export interface ConfigureFields {
  readonly displayTimeAxisDuration?: unknown;
  readonly nfftSelection?: unknown;
  readonly displayInfo?: unknown;
  readonly channels?: unknown;
  readonly frequencyRange?: unknown;
  readonly start_time?: unknown;
  readonly end_time?: unknown;
  readonly view_type?: unknown;
}

/** Rows come ten a second. */
const LIVE: ConfigureFields = {
  displayTimeAxisDuration: 10,
  nfftSelection: 1024,
  displayInfo: { height: 100 },
  channels: { min: 1, max: 50 },
  frequencyRange: { min: 0, max: 500 },
  start_time: null,
  end_time: null,
  view_type: '0',
};

export function liveRequest(changes: ConfigureFields = {}): ConfigureFields {
  return { ...LIVE, ...changes };
}

/** Epoch seconds. */
export interface HistoricRange {
  readonly start: number;
  readonly end: number;
}

export function historicRequest(range: HistoricRange, changes: ConfigureFields = {}): ConfigureFields {
  return { ...LIVE, start_time: range.start, end_time: range.end, ...changes };
}

export function waterfallRequest(changes: ConfigureFields = {}): ConfigureFields {
  const { displayInfo, channels, start_time, end_time } = LIVE;
  return { displayInfo, channels, start_time, end_time, view_type: '2', ...changes };
}

export function without(body: ConfigureFields, field: string): ConfigureFields {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
}

/**
 * POST of bytes that no client would send: malformed JSON, and JSON as `JSON.stringify` does not write it.
 * `text` goes out as it is, as JSON. Rejects when there is no complete answer in time.
 */
export async function sendText(context: FocusFixture, path: string, text: string): Promise<Exchange> {
  const startedMs = context.now();
  const response = await post(context, path, text);
  const answer = await readText(response);
  return {
    method: 'POST',
    path,
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: parseJson(answer) ?? null,
    text: answer,
    startedMs,
    socketMs: startedMs,
    durationMs: context.now() - startedMs,
  };
}

function post({ target, signal }: FocusFixture, path: string, text: string): Promise<IncomingMessage> {
  const { baseUrl, tls, timeouts } = target.environment;
  const url = new URL(`${baseUrl}${path}`);
  const payload = Buffer.from(text);
  const trust = { rejectUnauthorized: !tls.insecure, ...(tls.ca === null ? {} : { ca: tls.ca }) };
  const options = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': payload.length },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeouts.requestMs)]),
    agent: false as const,
  };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:' ? requestHttps(url, { ...options, ...trust }) : requestHttp(url, options);
    request.on('error', reject);
    request.once('response', resolve);
    request.end(payload);
  });
}
