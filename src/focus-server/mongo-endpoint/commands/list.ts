/** listDatabases, listCollections, listIndexes. */
import { CommandError } from '../command-error.ts';
import { measureDocument, type Reply } from '../bson/codec.ts';
import { makeInteger } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { compileFilter } from '../query/filter.ts';
import type { Store } from '../storage/store.ts';
import type { IndexSpec } from '../storage/unique-keys.ts';
import type { MongoCommand, CommandContext } from './command.ts';
import { answerCursor, readBatch } from './command.ts';

export const LIST_COMMANDS: readonly MongoCommand[] = [
  { names: ['listDatabases'], fields: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases },
  {
    names: ['listCollections'],
    fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
    run: listCollections,
  },
  { names: ['listIndexes'], fields: ['cursor'], run: listIndexes },
];

function listDatabases({ server, database, args }: CommandContext): Reply {
  if (database !== 'admin')
    throw new CommandError(13, 'listDatabases may only be run against the admin database.');
  const matches = compileFilter(args.doc('filter'));
  const nameOnly = args.flag('nameOnly');
  const sizes = server.store
    .databases()
    .map((name) => ({ name, sizeOnDisk: measureDatabase(server.store, name) }));
  const databases = sizes.map(({ name, sizeOnDisk }): Doc => {
    const size: [string, Value][] = [
      ['sizeOnDisk', makeInteger(BigInt(sizeOnDisk), 'Long')],
      ['empty', sizeOnDisk === 0],
    ];
    return new Map<string, Value>([['name', name], ...(nameOnly ? [] : size)]);
  });
  const listed = databases.filter(matches);
  if (nameOnly) return { databases: listed };
  const totalSize = sizes.reduce((total, { sizeOnDisk }) => total + sizeOnDisk, 0);
  return { databases: listed, totalSize: makeInteger(BigInt(totalSize), 'Long') };
}

function measureDatabase(store: Store, database: string): number {
  const documents = store.collections(database).flatMap((name) => store.find(name)?.documents() ?? []);
  return documents.reduce((total, document) => total + measureDocument(document), 0);
}

function listCollections(context: CommandContext): Reply {
  const { server, database, args } = context;
  const matches = compileFilter(args.doc('filter'));
  const nameOnly = args.flag('nameOnly');
  const documents = server.store
    .collections(database)
    .map(({ collection }) => describeCollection(collection, nameOnly))
    .filter(matches);
  return answerCursor(context, `${database}.$cmd.listCollections`, {
    documents,
    ...readBatch(args.doc('cursor')),
  });
}

function describeCollection(name: string, nameOnly: boolean): Doc {
  const rest: [string, Value][] = [
    ['options', new Map()],
    ['info', new Map([['readOnly', false]])],
    ['idIndex', describeIndex({ name: '_id_', key: new Map([['_id', 1]]), unique: true })],
  ];
  return new Map<string, Value>([['name', name], ['type', 'collection'], ...(nameOnly ? [] : rest)]);
}

function listIndexes(context: CommandContext): Reply {
  const { server, args } = context;
  const collection = server.store.find(args.collection('listIndexes'));
  if (collection === undefined) {
    const { database, collection: name } = args.collection('listIndexes');
    throw new CommandError(26, `ns does not exist: ${database}.${name}`);
  }
  const documents = collection.indexes().map(describeIndex);
  return answerCursor(context, collection.namespace, { documents, ...readBatch(args.doc('cursor')) });
}

/** The index of `_id` is unique by nature and not called so. */
function describeIndex({ name, key, unique }: IndexSpec): Doc {
  const keyDocument = new Map([...key].map(([path, direction]) => [path, makeInteger(BigInt(direction))]));
  const flags: [string, Value][] = unique && name !== '_id_' ? [['unique', true]] : [];
  return new Map<string, Value>([['v', makeInteger(2n)], ['key', keyDocument], ['name', name], ...flags]);
}
