/** A request as routes see it. */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { answerError, RefusedRequest } from './answer.ts';

export interface HttpRequest {
  readonly method: string;
  /** Below the prefix, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Parts of the path that the route names in braces. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Epoch milliseconds at which its head was read. */
  readonly arrivedMs: number;
  /** The server's address as this client reached it. */
  readonly localAddress: string;
  /** Throws RefusedRequest for bodies that are too long or no JSON. */
  readJson(): Promise<unknown>;
}

interface RequestFacts {
  readonly prefix: string;
  readonly arrivedMs: number;
}

export function createRequest(message: IncomingMessage, { prefix, arrivedMs }: RequestFacts): HttpRequest {
  const [rawPath = '', ...query] = (message.url ?? '').split('?');
  return {
    method: message.method ?? '',
    path: stripPrefix(rawPath, prefix),
    query: new URLSearchParams(query.join('?')),
    headers: message.headers,
    parameters: new Map(),
    arrivedMs,
    localAddress: message.socket.localAddress ?? '',
    readJson: () => readJson(message),
  };
}

function stripPrefix(path: string, prefix: string): string {
  if (prefix === '' || path === prefix) return path === prefix ? '/' : path;
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
}

// A request's body, bounded, as JSON.

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A longer body is not read to its end: the connection is closed instead. */
const DISCARD_LIMIT_BYTES = 16 * BODY_LIMIT_BYTES;

/** Throws RefusedRequest: 413 over the limit, 422 for what is no JSON, both with their reason. */
async function readJson(message: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(message);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    throw new RefusedRequest(describeMalformed(error));
  }
}

async function readBytes(message: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= BODY_LIMIT_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      if (length > DISCARD_LIMIT_BYTES) break;
    }
  } catch {
    throw new RefusedRequest(answerError(400, 'the request ended before its body did'));
  }
  if (length <= BODY_LIMIT_BYTES) return Buffer.concat(chunks);
  throw new RefusedRequest(describeTooLong(length));
}

function describeTooLong(length: number): RefusedRequest['answer'] {
  const refused = answerError(413, `the body is larger than ${BODY_LIMIT_BYTES} bytes`);
  return length > DISCARD_LIMIT_BYTES ? { ...refused, headers: { connection: 'close' } } : refused;
}

/** The shape in which FastAPI tells that a body is no JSON. */
function describeMalformed(cause: unknown): RefusedRequest['answer'] {
  const reason = cause instanceof SyntaxError ? 'JSON decode error' : 'the body is no UTF-8';
  return {
    status: 422,
    body: { error: reason, detail: [{ loc: ['body'], msg: reason, type: 'json_invalid' }] },
  };
}

/** Throws RefusedRequest 422 that names what is wrong. */
export async function readBody<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(await request.readJson());
  if (result.success) return result.data;
  throw new RefusedRequest(answerError(422, z.prettifyError(result.error)));
}
