/** A fetch that answers whole, in time and within bounds, or not at all. */
import { readBounded } from './bounded-body.ts';
import { withDeadline, type Deadline } from './deadline.ts';

export type Fetch = typeof globalThis.fetch;

export interface FetchLimits extends Deadline {
  /** Of the body, unpacked. */
  readonly mostBytes: number;
  /** Node's own when not given. */
  readonly fetch?: Fetch;
}

const HAS_NO_BODY = new Set([204, 205, 304]);

/**
 * Resolves with any status once the last byte is here: a body that stalls or breaks off is an error of the request,
 * and not one of whoever reads it later.
 */
export function fetchWhole(
  input: Parameters<Fetch>[0],
  init: RequestInit | undefined,
  { fetch = globalThis.fetch, mostBytes, ...deadline }: FetchLimits,
): Promise<Response> {
  return withDeadline(deadline, async (signal) => {
    const response = await fetch(input, { ...init, signal });
    const { status, statusText, headers } = response;
    const body = await readBounded(response.body, mostBytes);
    return new Response(HAS_NO_BODY.has(status) ? null : body, { status, statusText, headers });
  });
}
