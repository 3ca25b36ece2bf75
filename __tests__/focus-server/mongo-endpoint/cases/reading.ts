import {
  Binary,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Db,
  type Document,
} from 'mongodb';
import { codeOf, type Case } from './case.ts';

/** Every type once, in MongoDB's order, then inserted backwards. */
const ALL_TYPES: readonly Document[] = [
  { _id: 'min', v: new MinKey() },
  { _id: 'null', v: null },
  { _id: 'nan', v: Number.NaN },
  { _id: 'int', v: new Int32(-3) },
  { _id: 'double', v: 2.5 },
  { _id: 'long', v: Long.fromString('9007199254740993') },
  { _id: 'text', v: 'a' },
  { _id: 'text-high', v: '\u{10000}' },
  { _id: 'document', v: { a: 1 } },
  { _id: 'binary', v: new Binary(Buffer.from('a')) },
  { _id: 'id', v: new ObjectId('65f000000000000000000000') },
  { _id: 'false', v: false },
  { _id: 'true', v: true },
  { _id: 'date', v: new Date(0) },
  { _id: 'timestamp', v: new Timestamp({ t: 1, i: 1 }) },
  { _id: 'max', v: new MaxKey() },
];
const ROWS = [
  { _id: 1, a: 2, b: 'x' },
  { _id: 2, a: 1, b: 'y' },
  { _id: 3, a: 2, b: 'y' },
  { _id: 4, a: 1, b: 'x' },
];
const ARRAYS = [{ _id: 1, v: [5, 1] }, { _id: 2, v: [] }, { _id: 3, v: 3 }, { _id: 4 }, { _id: 5, v: [4] }];
const DEEP = [{ _id: 1, a: { b: 1, c: 2 }, d: [{ e: 1, f: 2 }, 3], g: 4 }];

async function listIds(db: Db, sort: Document): Promise<unknown[]> {
  const found = await db.collection('things').find({}, { sort }).toArray();
  return found.map(({ _id }): unknown => _id);
}

function projects(projection: Document, gives: Document): Case {
  return {
    name: `projection ${JSON.stringify(projection)}`,
    given: DEEP,
    run: (db) => db.collection('things').findOne({}, { projection }),
    gives,
  };
}

export const READING_CASES: readonly Case[] = [
  {
    name: 'sorts by type, then by value',
    given: ALL_TYPES.toReversed(),
    run: (db) => listIds(db, { v: 1 }),
    gives: ALL_TYPES.map(({ _id }): unknown => _id),
  },
  {
    name: 'sorts by several keys',
    given: ROWS,
    run: (db) => listIds(db, { a: 1, b: -1 }),
    gives: [2, 4, 3, 1],
  },
  {
    name: 'sorts arrays by their least element',
    given: ARRAYS,
    run: (db) => listIds(db, { v: 1, _id: 1 }),
    gives: [2, 4, 1, 3, 5],
  },
  {
    name: 'sorts arrays falling by their greatest element',
    given: ARRAYS,
    run: (db) => listIds(db, { v: -1, _id: 1 }),
    gives: [1, 5, 3, 4, 2],
  },
  {
    name: 'skips, then limits',
    given: ROWS,
    run: (db) =>
      db
        .collection('things')
        .find({}, { sort: { _id: 1 }, skip: 1, limit: 2, projection: { a: 1 } })
        .toArray(),
    gives: [
      { _id: 2, a: 1 },
      { _id: 3, a: 2 },
    ],
  },
  {
    name: 'reads in batches to the end',
    given: Array.from({ length: 250 }, (_, index) => ({ _id: index })),
    run: async (db) => {
      const found = await db
        .collection('things')
        .find({}, { batchSize: 7, sort: { _id: 1 } })
        .toArray();
      return found.map(({ _id }) => Number(_id)).join();
    },
    gives: Array.from({ length: 250 }, (_, index) => index).join(),
  },
  {
    name: 'kills a cursor: it cannot be read on',
    given: ROWS,
    run: async (db) => {
      const { cursor } = await db.command({ find: 'things', batchSize: 1 });
      const killed = await db.command({ killCursors: 'things', cursors: [cursor.id] });
      const code = await codeOf(db.command({ getMore: cursor.id, collection: 'things' }));
      return { killed: killed.cursorsKilled.length, code };
    },
    gives: { killed: 1, code: 43 },
  },
  {
    name: 'a single batch leaves no cursor',
    given: ROWS,
    run: async (db) => {
      const { cursor } = await db.command({ find: 'things', batchSize: 1, singleBatch: true });
      return [Number(cursor.id), cursor.firstBatch.length, cursor.ns === `${db.databaseName}.things`];
    },
    gives: [0, 1, true],
  },
  projects({ g: 1 }, { _id: 1, g: 4 }),
  projects({ _id: 0, 'a.b': 1 }, { a: { b: 1 } }),
  projects({ 'd.e': 1 }, { _id: 1, d: [{ e: 1 }] }),
  projects({ 'd.e': 0, a: 0 }, { _id: 1, d: [{ f: 2 }, 3], g: 4 }),
  projects({ _id: 0 }, { a: { b: 1, c: 2 }, d: [{ e: 1, f: 2 }, 3], g: 4 }),
  projects({ a: { c: 1 } }, { _id: 1, a: { c: 2 } }),
  {
    name: 'refuses to mix keeping and dropping',
    given: DEEP,
    run: (db) => codeOf(db.collection('things').findOne({}, { projection: { a: 1, g: 0 } })),
    gives: 31254,
  },
  {
    name: 'keeps the types of numbers',
    given: [{ _id: 1, int: new Int32(1), double: new Double(1), long: Long.fromNumber(1) }],
    run: async (db) => {
      const found = await db.collection('things').findOne({}, { promoteValues: false });
      return [found?.int, found?.double, found?.long].map((value: object) => value.constructor.name);
    },
    gives: ['Int32', 'Double', 'Long'],
  },
  {
    name: 'counts and lists distinct values',
    given: [...ROWS, { _id: 5, a: [2, 7], b: 'x' }],
    run: async (db) => {
      const things = db.collection('things');
      const distinct: number[] = await things.distinct('a', { b: 'x' });
      return [
        await things.countDocuments({ a: 2 }),
        await things.countDocuments({}, { skip: 1, limit: 2 }),
        await things.estimatedDocumentCount(),
        distinct.toSorted((a, b) => a - b),
      ];
    },
    gives: [3, 2, 5, [1, 2, 7]],
  },
  {
    name: 'a collection that is not there is empty',
    run: async (db) => [
      await db.collection('nothing').find().toArray(),
      await db.collection('nothing').countDocuments(),
      await db.collection('nothing').distinct('a'),
    ],
    gives: [[], 0, []],
  },
  {
    name: 'refuses fields a command does not have, and wrong types',
    run: async (db) => [
      await codeOf(db.command({ find: 'things', nonsense: 1 })),
      await codeOf(db.command({ find: 'things', limit: 'x' })),
      await codeOf(db.command({ find: 'things', limit: -1 })),
      await codeOf(db.command({ nonsense: 1 })),
    ],
    gives: [40415, 14, 51024, 59],
  },
];
