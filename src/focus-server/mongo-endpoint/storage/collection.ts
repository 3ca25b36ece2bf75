/** The documents of one collection in the order they were inserted, and its indexes, which keep unique what must be. */
import { measureBounded, measureDocument } from '../bson/codec.ts';
import { compareValues, keyOfValue } from '../bson/compare.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { createUniqueKeys } from './unique-keys.ts';
import type { IndexSpec, UniqueKeys } from './unique-keys.ts';

interface Index {
  readonly spec: IndexSpec;
  /** null: not unique; it only shows in listIndexes. */
  readonly keys: UniqueKeys | null;
}

export interface Collection {
  readonly namespace: string;
  documents(): readonly Doc[];
  indexes(): readonly IndexSpec[];
  /** The document must have an `_id`. Throws DuplicateKey. */
  insert(document: Doc): void;
  /** Throws DuplicateKey and changes nothing. */
  replace(before: Doc, after: Doc): void;
  remove(document: Doc): void;
  /** false: it was there already. Throws when documents contradict it. */
  addIndex(spec: IndexSpec): boolean;
  dropIndex(name: string): void;
  /** Gives back what its documents took of the quota. */
  clear(): void;
}

export function createCollection(namespace: string, quota: Quota): Collection {
  const documents = new Map<string, Doc>();
  const indexes = new Map<string, Index>();

  function uniqueKeys(): UniqueKeys[] {
    return [...indexes.values()].flatMap(({ keys }) => (keys === null ? [] : [keys]));
  }

  function remove(document: Doc): void {
    if (!documents.delete(keyOfValue(document.get('_id')))) return;
    for (const keys of uniqueKeys()) keys.remove(document);
    quota.give(measureDocument(document));
  }

  function addIndex(spec: IndexSpec): boolean {
    const found = findSameIndex(
      spec,
      [...indexes.values()].map((index) => index.spec),
    );
    if (found) return false;
    const keys = spec.unique ? createUniqueKeys(namespace, spec) : null;
    if (keys !== null) for (const document of documents.values()) keys.claim(document)();
    indexes.set(spec.name, { spec, keys });
    return true;
  }

  addIndex({ name: '_id_', key: new Map([['_id', 1]]), unique: true });
  return {
    namespace,
    documents: () => [...documents.values()],
    indexes: () => [...indexes.values()].map(({ spec }) => spec),
    insert(document) {
      const bytes = measureBounded(document);
      const commits = uniqueKeys().map((keys) => keys.claim(document));
      quota.take(bytes);
      for (const commit of commits) commit();
      documents.set(keyOfValue(document.get('_id')), document);
    },
    replace(before, after) {
      const bytes = measureBounded(after);
      const commits = uniqueKeys().map((keys) => keys.claim(after, before));
      quota.take(bytes - measureDocument(before));
      for (const keys of uniqueKeys()) keys.remove(before);
      for (const commit of commits) commit();
      documents.set(keyOfValue(after.get('_id')), after);
    },
    remove,
    addIndex,
    dropIndex(name) {
      if (name === '_id_') throw new CommandError(72, 'cannot drop _id index');
      if (!indexes.delete(name)) throw new CommandError(27, `index not found with name [${name}]`);
    },
    clear() {
      for (const document of documents.values()) quota.give(measureDocument(document));
      documents.clear();
    },
  };
}

function findSameIndex(spec: IndexSpec, indexes: readonly IndexSpec[]): boolean {
  for (const other of indexes) {
    const sameKey = compareKeys(spec, other);
    if (spec.name === other.name && !sameKey) {
      throw new CommandError(86, `An existing index has the same name as the requested index: ${spec.name}`);
    }
    if (!sameKey) continue;
    if (spec.name === other.name && spec.unique === other.unique) return true;
    throw new CommandError(85, `Index already exists with a different name or options: ${other.name}`);
  }
  return false;
}

function compareKeys(a: IndexSpec, b: IndexSpec): boolean {
  const names = (spec: IndexSpec): Value =>
    [...spec.key].map(([path, direction]) => `${path}_${String(direction)}`);
  return compareValues(names(a), names(b)) === 0;
}

// The bytes all documents of a store may take together: inserts come from anywhere and memory is finite.

interface Quota {
  /** Throws OutOfDiskSpace and takes nothing. */
  take(bytes: number): void;
  give(bytes: number): void;
}

export function createQuota(most: number): Quota {
  let used = 0;
  return {
    take(bytes) {
      if (used + bytes > most) throw new CommandError(14031, `the store holds at most ${String(most)} bytes`);
      used += bytes;
    },
    give(bytes) {
      used -= bytes;
    },
  };
}
