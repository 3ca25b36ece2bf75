/** A fetch that answers whole and in time, or not at all. */

export type Fetch = typeof globalThis.fetch;

export interface FetchLimits {
  readonly fetch: Fetch;
  /** Of one request with its answer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const HAS_NO_BODY = new Set([204, 205, 304]);

/**
 * Octokit reads a body that breaks off as an empty one and goes on as if the list had no items. So the body is
 * read here, where a stall, a reset or the sign-in page of a proxy is still an error that is tried again.
 */
export function createWholeFetch({ fetch, timeoutMs, signal }: FetchLimits): Fetch {
  return async (input, init) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(input, { ...init, signal: limit });
    const { status, headers } = response;
    if (HAS_NO_BODY.has(status)) return response;
    const bytes = await response.arrayBuffer();
    if (response.ok && !(headers.get('content-type') ?? '').includes('json')) {
      throw new Error('the answer is not JSON');
    }
    return new Response(bytes, { status, headers });
  };
}
