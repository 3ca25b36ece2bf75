/** One exchange with a Focus Server over a given agent: bounded in time and size, tried exactly once. */
import type { Agent } from 'node:http';
import { explainError } from '../../http/explain-error.ts';
import { requestJson } from '../../http/request-json.ts';
import type { Exchange } from './exchange.ts';

export interface Transport {
  readonly agent: Agent;
  /** Milliseconds for the whole exchange. */
  readonly timeoutMs: number;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
}

export interface OutgoingRequest {
  readonly method: string;
  readonly path: string;
  readonly url: URL;
  /** Sent as JSON; undefined: nothing is sent. */
  readonly body?: unknown;
  /** Sent as it is in place of a body, also when it is no JSON. */
  readonly text?: string;
}

const MOST_BYTES = 20 * 1024 * 1024;

/** @throws Error that names method and URL when no complete answer came within the limits */
export async function sendRequest(
  { method, path, url, body, text }: OutgoingRequest,
  { agent, timeoutMs, now }: Transport,
): Promise<Exchange> {
  const startedMs = now();
  let sentMs: number | null = null;
  let answeredMs = startedMs;
  const answer = await requestJson(
    {
      method,
      url,
      body,
      text,
      connection: { agent },
      watch(request) {
        request.once('finish', () => {
          sentMs = now();
        });
        request.once('response', () => {
          answeredMs = now();
        });
      },
    },
    { timeoutMs, mostBytes: MOST_BYTES },
  ).catch((error: unknown) => {
    throw new Error(`${method} ${url.href}: ${explainError(error)}`, { cause: error });
  });
  return {
    method,
    path,
    status: answer.status,
    headers: answer.headers,
    body: answer.body ?? null,
    text: answer.text,
    startedMs,
    // A server may answer before it has read everything.
    socketMs: sentMs ?? answeredMs,
    durationMs: now() - startedMs,
  };
}
