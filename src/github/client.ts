/** Octokit as we use it: honours rate limits, tries again, and never waits beyond its bounds. */
import { defaults } from '@actions/github/lib/utils';
import { Octokit } from 'octokit';
import { untilStopped } from '../http/deadline.ts';
import { fetchWhole, type Fetch, type FetchLimits } from '../http/fetch-whole.ts';
import { createWaitBudget } from '../http/retry.ts';

/**
 * Honours the proxies of the environment. The package reads the environment and the event when it is loaded, and throws
 * where they are broken: not before what it stumbles over was taken out.
 */
export const proxyFetch: Fetch = (input, init) => {
  const fetch: Fetch = defaults.request?.fetch ?? globalThis.fetch;
  return fetch(input, init);
};

export type Client = InstanceType<typeof Octokit>;

export interface ClientOptions {
  readonly token: string;
  /** `GITHUB_API_URL`: https://api.github.com, or that of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  /** `name/version`. */
  readonly userAgent: string;
  /** The overall deadline: stops every request and every wait. */
  readonly signal: AbortSignal;
  /** One that honours the proxies of the environment. */
  readonly fetch?: Fetch;
  /** Takes a line for people when GitHub makes us wait. */
  readonly tell?: (line: string) => void;
  readonly pace?: Partial<Pace>;
}

export interface Pace {
  /** Milliseconds that stand for a second of waiting. Less than 1000 is for tests: writes then keep no distance. */
  readonly secondMs: number;
  /** What all rate limits together may cost; a longer wait fails the request instead. */
  readonly maxWaitSeconds: number;
  /** Of one request with its answer. */
  readonly timeoutMs: number;
}

const POLITE: Pace = { secondMs: 1000, maxWaitSeconds: 120, timeoutMs: 30_000 };

/** Rate limits (429) belong to the throttle, which knows how long to wait; the others will not change. */
const NOT_AGAIN = [400, 401, 403, 404, 409, 410, 422, 429, 451];

/** A page of a hundred issues with the longest bodies takes less than half of it. */
const MOST_BYTES = 64 * 1024 * 1024;

const ignore = (): void => undefined;

export function createClient(options: ClientOptions): Client {
  const { token, apiUrl, userAgent, signal, tell = ignore, fetch = globalThis.fetch } = options;
  const pace = { ...POLITE, ...options.pace };
  const grants = createWaitBudget(pace.maxWaitSeconds);
  const mayWait = (seconds: number): boolean => {
    if (!grants(seconds)) return false;
    tell(`GitHub asks us to wait ${seconds} s (rate limit)`);
    return true;
  };
  const client = new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent,
    request: { fetch: fetchJson({ fetch, timeoutMs: pace.timeoutMs, signal, mostBytes: MOST_BYTES }) },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    retry: { doNotRetry: NOT_AGAIN, retryAfterBaseValue: pace.secondMs },
    throttle: {
      retryAfterBaseValue: pace.secondMs,
      onRateLimit: mayWait,
      onSecondaryRateLimit: mayWait,
      // Otherwise writes start a second apart, those that notify people three seconds, as GitHub asks.
      ...(pace.secondMs < 1000 ? { write: AT_ONCE, notifications: AT_ONCE } : {}),
    },
  });
  client.hook.wrap('request', (request, given) =>
    untilStopped(() => Promise.resolve(request(given)), signal),
  );
  return client;
}

type Throttle = NonNullable<NonNullable<ConstructorParameters<typeof Octokit>[0]>['throttle']>;
type Group = NonNullable<Throttle['write']>;
type Limiter = ReturnType<Group['key']>;

/** The part of a queue that the throttle uses. */
const AT_ONCE = {
  key: () => ({ schedule: (_: unknown, job: () => Promise<unknown>) => job() }) as Limiter,
} as Group;

/**
 * Octokit reads a body that breaks off as an empty one and goes on as if the list had no items. So the body is read
 * before, where a stall, a reset or the sign-in page of a proxy is still an error that is tried again.
 */
function fetchJson(limits: FetchLimits): Fetch {
  return async (input, init) => {
    const response = await fetchWhole(input, init, limits);
    const { ok, body, headers } = response;
    if (ok && body !== null && !(headers.get('content-type') ?? '').includes('json')) {
      throw new Error('the answer is not JSON');
    }
    return response;
  };
}
