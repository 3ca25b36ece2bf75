/** Databases and their collections, in memory. */
import { CommandError } from '../command-error.ts';
import { createCollection, type Collection, createQuota } from './collection.ts';

export const MOST_STORE_BYTES = 512 * 1024 * 1024;
const MOST_COLLECTIONS = 10_000;

export interface Store {
  /** Databases exist while they have a collection. */
  databases(): readonly string[];
  collections(database: string): readonly CollectionName[];
  find(name: CollectionName): Collection | undefined;
  /** Creates it when it is not there. Throws InvalidNamespace. */
  open(name: CollectionName): Collection;
  /** false: there was none. */
  drop(name: CollectionName): boolean;
}

export interface CollectionName {
  readonly database: string;
  readonly collection: string;
}

export function createStore(mostBytes: number = MOST_STORE_BYTES): Store {
  const quota = createQuota(mostBytes);
  const databases = new Map<string, Map<string, Collection>>();
  let count = 0;

  function create({ database, collection }: CollectionName): Collection {
    checkNames({ database, collection });
    if (count >= MOST_COLLECTIONS)
      throw new CommandError(2, `at most ${String(MOST_COLLECTIONS)} collections`);
    const created = createCollection(`${database}.${collection}`, quota);
    const collections = databases.get(database) ?? new Map<string, Collection>();
    databases.set(database, collections.set(collection, created));
    count += 1;
    return created;
  }

  const find = ({ database, collection }: CollectionName): Collection | undefined =>
    databases.get(database)?.get(collection);
  return {
    databases: () => [...databases.keys()].toSorted(),
    collections: (database) =>
      [...(databases.get(database)?.keys() ?? [])].toSorted().map((collection) => ({ database, collection })),
    find,
    open: (name) => find(name) ?? create(name),
    drop(name) {
      const collections = databases.get(name.database);
      const dropped = collections?.get(name.collection);
      if (collections === undefined || dropped === undefined) return false;
      dropped.clear();
      collections.delete(name.collection);
      if (collections.size === 0) databases.delete(name.database);
      count -= 1;
      return true;
    },
  };
}

function checkNames({ database, collection }: CollectionName): void {
  if (!/^[^/\\. "$\0]{1,63}$/u.test(database)) {
    throw new CommandError(73, `Invalid database name: '${database.slice(0, 63)}'`);
  }
  if (!/^(?!\.)[^$\0]{1,200}(?<!\.)$/u.test(collection)) {
    throw new CommandError(73, `Invalid collection name: '${collection.slice(0, 200)}'`);
  }
}
