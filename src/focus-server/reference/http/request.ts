/** A request as routes see it. */
import type { IncomingMessage } from 'node:http';
import { readJson } from './read-body.ts';

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
  /** Throws Refusal for bodies that are too long or no JSON. */
  readJson(): Promise<unknown>;
}

export interface RequestFacts {
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
