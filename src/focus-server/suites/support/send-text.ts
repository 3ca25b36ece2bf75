/** POST of bytes that no client would send: malformed JSON, and JSON as `JSON.stringify` does not write it. */
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text as readText } from 'node:stream/consumers';
import type { Exchange } from '../../client/exchange.ts';
import type { FocusFixture } from './context.ts';

/** `text` goes out as it is, as JSON. Rejects when there is no complete answer in time. */
export async function sendText(context: FocusFixture, path: string, text: string): Promise<Exchange> {
  const startedMs = context.now();
  const response = await post(context, path, text);
  const answer = await readText(response);
  return {
    method: 'POST',
    path,
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: parseJson(answer),
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
