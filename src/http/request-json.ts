/** JSON over node:http, for what fetch does not offer: agents, certificates, and a look at the socket. */
import { request as requestHttp, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { parseJson } from '../kit/shape.ts';
import { readBounded } from './bounded-body.ts';
import { withDeadline, type Deadline } from './deadline.ts';

export interface JsonRequest {
  readonly method: string;
  readonly url: URL;
  /** Sent as JSON; undefined: nothing is sent. */
  readonly body?: unknown;
  /** Sent as it is in place of a body, also when it is no JSON. */
  readonly text?: string | undefined;
  /** Besides those of JSON, or in their place. */
  readonly headers?: OutgoingHttpHeaders;
  /** Agent and certificates. */
  readonly connection: Pick<
    RequestOptions,
    'agent' | 'ca' | 'cert' | 'key' | 'rejectUnauthorized' | 'servername'
  >;
  /** Sees the request before it is sent: for whoever takes the time. */
  readonly watch?: (request: ClientRequest) => void;
}

export interface JsonLimits extends Deadline {
  readonly mostBytes: number;
}

export interface JsonAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Undefined when the text is no JSON. */
  readonly body: unknown;
}

/** Resolves with any status once the last byte is here; tried exactly once, and no redirect is followed. */
export function requestJson(
  request: JsonRequest,
  { mostBytes, ...deadline }: JsonLimits,
): Promise<JsonAnswer> {
  return withDeadline(deadline, async (signal) => {
    const response = await sendRequest(request, signal);
    const text = (await readBounded(response, mostBytes)).toString('utf8');
    return { status: response.statusCode ?? 0, headers: response.headers, text, body: parseJson(text) };
  });
}

function sendRequest(
  { method, url, body, text, headers, connection, watch }: JsonRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const sent = text ?? (body === undefined ? null : JSON.stringify(body));
  const payload = sent === null ? null : Buffer.from(sent);
  const ofPayload =
    payload === null ? {} : { 'content-type': 'application/json', 'content-length': payload.length };
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = open(url, {
      ...connection,
      method,
      headers: { accept: 'application/json', ...ofPayload, ...headers },
      signal,
    });
    watch?.(request);
    request.on('error', reject);
    request.once('response', resolve);
    request.end(payload);
  });
}
