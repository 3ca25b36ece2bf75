/** The latest requests and figures about all of them, for the status page and for suites. */

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Epoch milliseconds. */
  readonly arrivedMs: number;
  readonly durationMs: number;
  /** Of the job a configure made; null for everything else. */
  readonly jobId: string | null;
}

export interface RequestLog {
  add(request: LoggedRequest): void;
  /** Newest first. */
  recent(): readonly LoggedRequest[];
  /** Arrivals of POST /configure, oldest first: the spread of a parallel start is read from these. */
  configures(): readonly LoggedRequest[];
  counters(): RequestCounters;
  clear(): void;
}

export interface RequestCounters {
  readonly requests: number;
  /** Status -> answers. */
  readonly byStatus: Readonly<Record<string, number>>;
}

const MOST_RECENT = 200;
const MOST_CONFIGURES = 1000;
const LONGEST_PATH = 200;

export function createRequestLog(): RequestLog {
  const recent: LoggedRequest[] = [];
  const configures: LoggedRequest[] = [];
  const byStatus = new Map<number, number>();
  let requests = 0;
  return {
    add: (request) => {
      const entry = { ...request, path: request.path.slice(0, LONGEST_PATH) };
      requests += 1;
      byStatus.set(entry.status, (byStatus.get(entry.status) ?? 0) + 1);
      keep(recent, entry, MOST_RECENT);
      if (entry.method === 'POST' && entry.path === '/configure') keep(configures, entry, MOST_CONFIGURES);
    },
    recent: () => recent.toReversed(),
    configures: () => [...configures],
    counters: () => ({ requests, byStatus: Object.fromEntries(byStatus) }),
    clear: () => {
      recent.length = 0;
      configures.length = 0;
      byStatus.clear();
      requests = 0;
    },
  };
}

function keep<T>(list: T[], entry: T, most: number): void {
  list.push(entry);
  if (list.length > most) list.shift();
}
