/** One request and its answer, as a suite judges it. */
import type { IncomingHttpHeaders } from 'node:http';

export interface Exchange {
  readonly method: string;
  /** As it was asked for, below the base URL. */
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** The parsed text; null when it is no JSON. */
  readonly body: unknown;
  readonly text: string;
  /** On the clock of the client. */
  readonly startedMs: number;
  /** When the last byte of the request was handed to the socket, on the same clock. */
  readonly socketMs: number;
  /** From the start to the last byte of the answer. */
  readonly durationMs: number;
}
