/** One HTTP exchange over a given agent: bounded in time and size, tried exactly once. */
import { type Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
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
}

const BODY_LIMIT = 20 * 1024 * 1024;

/** @throws Error that names method and URL when no complete answer came within the limits */
export async function sendRequest(outgoing: OutgoingRequest, transport: Transport): Promise<Exchange> {
  const { method, path, url } = outgoing;
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new Error(`no complete answer within ${transport.timeoutMs} ms`)),
    transport.timeoutMs,
  );
  const startedMs = transport.now();
  try {
    const { response, socketMs } = await exchangeHeads(outgoing, transport, limit.signal);
    const text = await readText(response);
    return {
      method,
      path,
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: parseJson(text),
      text,
      startedMs,
      socketMs: socketMs(),
      durationMs: transport.now() - startedMs,
    };
  } catch (error) {
    const reason = describe(limit.signal.aborted ? limit.signal.reason : error);
    throw new Error(`${method} ${url.href}: ${reason}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

interface Heads {
  readonly response: IncomingMessage;
  readonly socketMs: () => number;
}

function exchangeHeads(
  { method, url, body }: OutgoingRequest,
  { agent, now }: Transport,
  signal: AbortSignal,
): Promise<Heads> {
  const payload = body === undefined ? null : Buffer.from(JSON.stringify(body));
  const headers = {
    accept: 'application/json',
    ...(payload === null ? {} : { 'content-type': 'application/json', 'content-length': payload.length }),
  };
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    let sentMs: number | null = null;
    const request = open(url, { method, headers, agent, signal });
    request.once('finish', () => {
      sentMs = now();
    });
    request.on('error', reject);
    request.once('response', (response) => {
      // A server may answer before it has read everything.
      const answeredMs = now();
      resolve({ response, socketMs: () => sentMs ?? answeredMs });
    });
    request.end(payload ?? undefined);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the connection.
    if (size > BODY_LIMIT) throw new Error(`the answer is larger than ${BODY_LIMIT} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An error for several addresses of one host has no message of its own. */
function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  return error instanceof Error ? error.message : String(error);
}
