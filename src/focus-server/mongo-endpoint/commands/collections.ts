/** Making and dropping collections and their indexes: create, drop, dropDatabase, createIndexes, dropIndexes. */
import type { Reply } from '../bson/codec.ts';
import { compareValues } from '../bson/compare.ts';
import { toNumber, isDoc } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { Collection } from '../storage/collection.ts';
import type { IndexSpec } from '../storage/unique-keys.ts';
import { readArguments } from './arguments.ts';
import type { MongoCommand, CommandContext } from './command.ts';

export const COLLECTION_COMMANDS: readonly MongoCommand[] = [
  { names: ['create'], fields: [], run: create },
  { names: ['drop'], fields: [], run: drop },
  { names: ['dropDatabase'], fields: [], run: dropDatabase },
  { names: ['createIndexes'], fields: ['indexes', 'commitQuorum'], run: createIndexes },
  { names: ['dropIndexes'], fields: ['index'], run: dropIndexes },
];

function create({ server, args }: CommandContext): Reply {
  const name = args.collection('create');
  if (server.store.find(name) !== undefined) {
    throw new CommandError(48, `Collection ${name.database}.${name.collection} already exists.`);
  }
  server.store.open(name);
  return {};
}

/** As MongoDB since 7.0, dropping what is not there succeeds. */
function drop({ server, args }: CommandContext): Reply {
  const name = args.collection('drop');
  const indexes = server.store.find(name)?.indexes().length ?? 0;
  if (!server.store.drop(name)) return {};
  return { nIndexesWas: indexes, ns: `${name.database}.${name.collection}` };
}

function dropDatabase({ server, database }: CommandContext): Reply {
  for (const name of server.store.collections(database)) server.store.drop(name);
  return { dropped: database };
}

/** Options that would change what an index does are refused, not ignored. */
const INDEX_OPTIONS: ReadonlySet<string> = new Set(['key', 'name', 'unique', 'background', 'v', 'ns']);

function createIndexes({ server, args }: CommandContext): Reply {
  const specs = args.docs('indexes').map(readSpec);
  const isNew = server.store.find(args.collection('createIndexes')) === undefined;
  const collection = server.store.open(args.collection('createIndexes'));
  const numIndexesBefore = collection.indexes().length;
  for (const spec of specs) collection.addIndex(spec);
  return {
    numIndexesBefore,
    numIndexesAfter: collection.indexes().length,
    createdCollectionAutomatically: isNew,
  };
}

function readSpec(document: Doc): IndexSpec {
  for (const name of document.keys()) {
    if (!INDEX_OPTIONS.has(name)) {
      throw new CommandError(197, `The field '${name}' is not valid for an index specification`);
    }
  }
  const args = readArguments(document, 'createIndexes.indexes', '');
  const key = new Map([...args.doc('key')].map(([path, value]) => [path, readDirection(path, value)]));
  if (key.size === 0) throw new CommandError(67, 'Index keys cannot be an empty object');
  return { name: args.text('name'), key, unique: args.flag('unique') };
}

function readDirection(path: string, value: Value): 1 | -1 {
  const number = toNumber(value);
  if (number === 1 || number === -1) return number;
  throw new CommandError(67, `Only the index directions 1 and -1 are supported: '${path}'`);
}

function dropIndexes({ server, args }: CommandContext): Reply {
  const { database, collection: name } = args.collection('dropIndexes');
  const collection = server.store.find({ database, collection: name });
  if (collection === undefined) throw new CommandError(26, `ns not found ${database}.${name}`);
  const nIndexesWas = collection.indexes().length;
  for (const index of findIndexes(collection, args.value('index') ?? null)) collection.dropIndex(index);
  return { nIndexesWas };
}

/** By name, by key, or all but that of `_id`. */
function findIndexes(collection: Collection, wanted: Value): string[] {
  if (wanted === '*') return collection.indexes().flatMap(({ name }) => (name === '_id_' ? [] : [name]));
  if (typeof wanted === 'string') return [wanted];
  if (!isDoc(wanted)) throw new CommandError(14, "BSON field 'dropIndexes.index' is the wrong type");
  const keyText = (key: Iterable<readonly [string, unknown]>): Value =>
    [...key].map(([path, direction]) => `${path}_${String(direction)}`);
  const found = collection.indexes().find(({ key }) => compareValues(keyText(key), keyText(wanted)) === 0);
  if (found === undefined) throw new CommandError(27, "can't find index with this key");
  return [found.name];
}
