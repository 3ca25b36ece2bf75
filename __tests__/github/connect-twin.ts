import type { Pace } from '../../src/github/client.ts';
import { connect, type Connection } from '../../src/github/connection.ts';
import type { Twin } from '../helpers/github-twin/twin.ts';

export interface ConnectOptions {
  signal?: AbortSignal;
  tell?: (line: string) => void;
  pace?: Partial<Pace>;
}

/** A real client for which a second takes no time. */
export function connectTwin(twin: Twin, { signal, tell, pace }: ConnectOptions = {}): Connection {
  const { owner, name: repo } = twin.world;
  return connect({
    token: twin.token,
    apiUrl: twin.urls.api,
    userAgent: 'focus-stability/test',
    repository: { owner, repo },
    signal: signal ?? new AbortController().signal,
    pace: { secondMs: 0, timeoutMs: 5000, ...pace },
    ...(tell === undefined ? {} : { tell }),
  });
}

/** What arrived, in order, as `issues/create 201`. */
export const listRequests = (twin: Twin): string[] =>
  twin.requests.map(({ operation, status }) => `${operation} ${status ?? 'reset'}`);

export const countRequests = (twin: Twin, operation: string): number =>
  twin.requests.filter((request) => request.operation === operation).length;
