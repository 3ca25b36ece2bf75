/** What only reads: find, getMore, killCursors, aggregate, count and distinct. */
import { Long } from 'mongodb';
import type { Reply } from '../bson/codec.ts';
import { keyOfValue } from '../bson/compare.ts';
import { findCandidates } from '../bson/path.ts';
import { isNumeric, readNumber, isArray } from '../bson/value.ts';
import type { Doc, FieldValue, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { compileFilter } from '../query/filter.ts';
import { compilePipeline } from '../query/pipeline.ts';
import { compileProjection } from '../query/projection.ts';
import { sortDocuments } from '../query/sort.ts';
import { answerCursor, FIRST_BATCH, readBatch } from './command.ts';
import type { MongoCommand, CommandContext } from './command.ts';

export const READ_COMMANDS: readonly MongoCommand[] = [
  {
    names: ['find'],
    fields: [
      'filter',
      'sort',
      'projection',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'hint',
      'allowDiskUse',
      'noCursorTimeout',
      'allowPartialResults',
    ],
    run: find,
  },
  { names: ['getMore'], fields: ['collection', 'batchSize'], run: getMore },
  { names: ['killCursors'], fields: ['cursors'], run: killCursors },
  { names: ['aggregate'], fields: ['pipeline', 'cursor', 'hint', 'allowDiskUse'], run: aggregate },
  { names: ['count'], fields: ['query', 'limit', 'skip', 'hint', 'fields'], run: count },
  { names: ['distinct'], fields: ['key', 'query', 'hint'], run: distinct },
];

function find(context: CommandContext): Reply {
  const { server, args } = context;
  const name = args.collection('find');
  const matches = compileFilter(args.doc('filter'));
  const project = compileProjection(args.doc('projection'));
  const skip = args.count('skip') ?? 0;
  // A limit of 0 is no limit.
  const limit = args.count('limit') || Infinity;
  const found = sortDocuments((server.store.find(name)?.documents() ?? []).filter(matches), args.doc('sort'));
  return answerCursor(context, `${name.database}.${name.collection}`, {
    documents: found.slice(skip, skip + limit).map(project),
    size: args.count('batchSize') ?? FIRST_BATCH,
    single: args.flag('singleBatch'),
  });
}

function getMore({ server, database, args }: CommandContext): Reply {
  const id = readCursorId(args.value('getMore'));
  const namespace = `${database}.${args.text('collection')}`;
  // A batch size of 0 is none.
  const batch = server.cursors.next(id, namespace, { size: args.count('batchSize') || undefined });
  return { cursor: { nextBatch: batch.documents, id: batch.id, ns: namespace } };
}

function killCursors({ server, args }: CommandContext): Reply {
  const cursors = args.value('cursors');
  if (!isArray(cursors)) throw new CommandError(14, "BSON field 'killCursors.cursors' must be an array");
  const killed: Long[] = [];
  const missing: Long[] = [];
  for (const cursor of cursors) {
    const id = readCursorId(cursor);
    (server.cursors.kill(id) ? killed : missing).push(Long.fromBigInt(id));
  }
  return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] };
}

function readCursorId(value: FieldValue): bigint {
  const number = isNumeric(value) ? readNumber(value) : null;
  if (number === null || !Number.isInteger(Number(number)))
    throw new CommandError(14, 'a cursor id must be a long');
  return BigInt.asIntN(64, BigInt(number));
}

function aggregate(context: CommandContext): Reply {
  const { server, args } = context;
  const name = args.collection('aggregate');
  if (!args.has('cursor')) {
    throw new CommandError(
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  const run = compilePipeline(args.value('pipeline') ?? null, server.random);
  const documents: readonly Doc[] = run(server.store.find(name)?.documents() ?? []);
  return answerCursor(context, `${name.database}.${name.collection}`, {
    documents,
    ...readBatch(args.doc('cursor')),
  });
}

function count({ server, args }: CommandContext): Reply {
  const matches = compileFilter(args.doc('query'));
  const found = (server.store.find(args.collection('count'))?.documents() ?? []).filter(matches).length;
  const skipped = Math.max(0, found - (args.count('skip') ?? 0));
  return { n: Math.min(skipped, args.count('limit') || Infinity) };
}

/** Values in the order they are met; the elements of an array count, the array does not. */
function distinct({ server, args }: CommandContext): Reply {
  const key = args.text('key');
  const matches = compileFilter(args.doc('query'));
  const documents = (server.store.find(args.collection('distinct'))?.documents() ?? []).filter(matches);
  const values = new Map<string, Value>();
  for (const value of documents.flatMap((document): FieldValue[] => findCandidates(document, key))) {
    if (value !== undefined && !isArray(value)) values.set(keyOfValue(value), value);
  }
  return { values: [...values.values()] };
}
