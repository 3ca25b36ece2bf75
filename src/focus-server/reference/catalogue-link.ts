/** The catalogue as the server reaches it: an embedded MongoDB or a real one, always over TCP through a fault proxy. */
import { MongoClient } from 'mongodb';
import { openCatalogue, type Catalogue } from '../catalogue/open-catalogue.ts';
import { CATALOGUE_DATABASE } from '../catalogue/schema.ts';
import type { Recording } from '../contract/stream-plan.ts';
import { createFaultProxy, type FaultProxy } from '../../proxy/create-fault-proxy.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import type { Closers } from './closers.ts';
import type { DefectHooks } from './defect.ts';
import { CatalogueUnreachable, type Recordings } from './http/recordings.ts';
import { readMongoUri } from './mongo-address.ts';
import { startMongoEndpoint } from '../mongo-endpoint/start-mongo-endpoint.ts';
import type { Clock, Random } from '../../model/clock.ts';
import { drawNumbers } from './signal/mix-bits.ts';

export interface CatalogueLinkOptions {
  /** null: an embedded one. */
  readonly mongoUri: string | null;
  readonly seed: number;
  readonly hooks: Pick<DefectHooks, 'listsDeleted'>;
  readonly clock: Clock;
  readonly random: Random;
}

export interface CatalogueLink extends Recordings {
  /** Through the proxy; may hold a password. */
  readonly uri: string;
  readonly proxy: FaultProxy;
  /** Of all kinds, newest first. */
  newest(): Promise<readonly Recording[]>;
}

const LOCAL = { host: '127.0.0.1', port: 0 };
const MOST_SHOWN = 50;

/** Throws UnusableMongoUri. */
export async function openCatalogueLink(
  options: CatalogueLinkOptions,
  closers: Closers,
): Promise<CatalogueLink> {
  const { clock, hooks } = options;
  const target = readMongoUri(options.mongoUri ?? (await startEmbedded(options, closers)));
  const proxy = await createFaultProxy({ ...options, listen: LOCAL, target });
  closers.add(() => proxy.close());
  const uri = target.through(proxy.address);
  const catalogue = openCatalogue({
    uri,
    tlsName: target.host,
    now: () => clock.now(),
    listsDeleted: hooks.listsDeleted === true,
  });
  closers.add(() => catalogue.close());
  return { uri, proxy, ...readRecordings(catalogue) };
}

async function startEmbedded(options: CatalogueLinkOptions, closers: Closers): Promise<string> {
  const endpoint = await startMongoEndpoint({ ...options, ...LOCAL });
  closers.add(() => endpoint.close());
  const client = new MongoClient(endpoint.uri);
  try {
    const random = drawNumbers(options.seed);
    await seedCatalogue(client.db(CATALOGUE_DATABASE), { random, nowMs: options.clock.now() });
  } finally {
    await client.close();
  }
  return endpoint.uri;
}

/** Whatever the driver rejects with, the catalogue gave no answer. */
function readRecordings(catalogue: Catalogue): Pick<CatalogueLink, 'find' | 'ping' | 'newest'> {
  const orUnreachable = async <T>(asking: Promise<T>): Promise<T> => {
    try {
      return await asking;
    } catch (cause) {
      throw new CatalogueUnreachable('the catalogue gives no answer', { cause });
    }
  };
  return {
    find: (range) => orUnreachable(catalogue.recordingsInRange(range)),
    ping: () => orUnreachable(catalogue.ping()),
    newest: () => orUnreachable(catalogue.list(MOST_SHOWN)),
  };
}
