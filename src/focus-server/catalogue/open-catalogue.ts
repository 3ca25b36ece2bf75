/** The recordings' catalogue through the official driver: every operation answers or rejects in time, nothing is tried twice. */
import { isIP } from 'node:net';
import { MongoServerError, type Db, type Document, type Filter, type MongoClientOptions } from 'mongodb';
import type { Recording, TimeRange } from '../contract/stream-plan.ts';
import { openClientLine } from './client-line.ts';
import { withDeadline } from './deadline.ts';
import { filterOverlap, BASE_PATHS, CATALOGUE_DATABASE, readGuid, readRecording } from './schema.ts';

/** Leaves a busy server two of the five seconds in which it must have told that the catalogue is gone. */
const DEFAULT_TIMEOUT_MS = 3000;
/** Newest recordings of one collection that are read at most. */
const MOST_RECORDINGS = 10_000;

export interface CatalogueOptions {
  readonly uri: string;
  /** With TLS: the name the certificate must have, where the URI leads to a proxy. */
  readonly tlsName?: string;
  /** Epoch milliseconds; tells live from stale. */
  readonly now: () => number;
  /** Longest time of one operation, 3000 ms by default. */
  readonly timeoutMs?: number;
  /** `prisma` by default. */
  readonly database?: string;
  /** True: ranges also find deleted recordings (a deliberate defect). */
  readonly listsDeleted?: boolean;
}

/** Every operation rejects when the server does not answer in time. */
export interface Catalogue {
  /** Not deleted ones that overlap the range, newest first. */
  recordingsInRange(range: TimeRange): Promise<readonly Recording[]>;
  hasRecording(range: TimeRange): Promise<boolean>;
  /** The newest of all kinds, newest first. */
  list(limit: number): Promise<readonly Recording[]>;
  ping(): Promise<void>;
  /** Leaves no connection behind. Safe to call twice. */
  close(): Promise<void>;
}

/** Connects with the first operation; a wrong uri throws there. */
export function openCatalogue(options: CatalogueOptions): Catalogue {
  const {
    uri,
    now,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    database = CATALOGUE_DATABASE,
    listsDeleted = false,
  } = options;
  const line = openClientLine(uri, { ...describeClient(timeoutMs), ...describeTlsName(options.tlsName) });

  function run<T>(work: (db: Db, signal: AbortSignal) => Promise<T>): Promise<T> {
    return line.use(
      (client) => withDeadline(timeoutMs, (signal) => work(client.db(database), signal)),
      (error) => !(error instanceof MongoServerError),
    );
  }

  function filterRange(range: TimeRange): Filter<Document> {
    const overlap = filterOverlap(range, now());
    return listsDeleted ? overlap : { ...overlap, deleted: { $ne: true } };
  }

  return {
    recordingsInRange: (range) =>
      run((db, signal) => findNewest(db, { filter: filterRange(range), limit: MOST_RECORDINGS, signal })),
    hasRecording: async (range) => {
      const found = await run((db, signal) =>
        findNewest(db, { filter: filterRange(range), limit: 1, signal }),
      );
      return found.length > 0;
    },
    list: (limit) => run((db, signal) => findNewest(db, { filter: {}, limit, signal })),
    ping: async () => {
      await run((db, signal) => db.command({ ping: 1 }, { signal }));
    },
    close: () => line.close(),
  };
}

/** Retries would hide the server's own latency; connecting must fail early enough to be tried again in time. */
function describeClient(timeoutMs: number): MongoClientOptions {
  return {
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: Math.ceil(timeoutMs / 2),
    socketTimeoutMS: timeoutMs,
    waitQueueTimeoutMS: timeoutMs,
    heartbeatFrequencyMS: 1000,
    maxPoolSize: 50,
    retryReads: false,
    retryWrites: false,
    appName: 'focus-stability',
  };
}

/** Without TLS nobody looks at it; an IP address is no name that a client may ask for. */
function describeTlsName(name: string | undefined): MongoClientOptions {
  return name === undefined || isIP(name) !== 0 ? {} : { servername: name };
}

interface Search {
  readonly filter: Filter<Document>;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** Over the collections of all guids that are no archive. */
async function findNewest(db: Db, { filter, limit, signal }: Search): Promise<Recording[]> {
  const paths = await db
    .collection(BASE_PATHS)
    .find({ is_archive: { $ne: true } }, { signal })
    .toArray();
  const guids = new Set(paths.map(readGuid).filter((guid) => guid !== null));
  const found = await Promise.all(
    [...guids].map((guid) =>
      db
        .collection(guid)
        .find(filter, { signal, sort: { start_time: -1 }, limit })
        .toArray(),
    ),
  );
  return found
    .flat()
    .map(readRecording)
    .filter((recording) => recording !== null)
    .sort((a, b) => b.startMs - a.startMs)
    .slice(0, limit);
}
