import { ObjectId, type Document } from 'mongodb';
import { codeOf, type Case } from './case.ts';

const ROWS = [
  { _id: 1, a: 1, n: { x: 1 }, list: [{ k: 1 }, { k: 2 }] },
  { _id: 2, a: 2 },
  { _id: 3, a: 2 },
];

function updates(update: Document, gives: Document): Case {
  return {
    name: `update ${JSON.stringify(update)}`,
    given: ROWS,
    run: async (db) => {
      await db.collection('things').updateOne({ _id: 1 } as Document, update);
      return db.collection('things').findOne({ _id: 1 } as Document);
    },
    gives,
  };
}

export const WRITING_CASES: readonly Case[] = [
  {
    name: 'inserts; an id that is taken is E11000',
    given: ROWS,
    run: async (db) => {
      const things = db.collection('things');
      const { insertedId } = await things.insertOne({ a: 9 });
      const error: unknown = await things
        .insertOne({ _id: 1 } as Document)
        .catch((reason: unknown) => reason);
      return [
        insertedId instanceof ObjectId,
        await things.countDocuments(),
        String(error).includes('E11000'),
      ];
    },
    gives: [true, 4, true],
  },
  {
    name: 'ordered inserts end at the first error, unordered ones do not',
    given: ROWS,
    run: async (db) => {
      const things = db.collection('things');
      const documents = (first: number): Document[] => [{ _id: first }, { _id: 1 }, { _id: first + 1 }];
      const ordered = await codeOf(things.insertMany(documents(10)));
      const unordered = await codeOf(things.insertMany(documents(20), { ordered: false }));
      return [ordered, unordered, await things.distinct('_id', { _id: { $gte: 10 } } as Document)];
    },
    gives: [11000, 11000, [10, 20, 21]],
  },
  updates(
    { $set: { a: 5, 'n.y': 2, 'list.1.k': 7 } },
    { _id: 1, a: 5, n: { x: 1, y: 2 }, list: [{ k: 1 }, { k: 7 }] },
  ),
  updates(
    { $set: { 'new.deep': 1 }, $unset: { n: '', 'list.0.k': '' } },
    {
      _id: 1,
      a: 1,
      list: [{}, { k: 2 }],
      new: { deep: 1 },
    },
  ),
  updates({ $unset: { 'list.0': '', nothing: '' } }, { _id: 1, a: 1, n: { x: 1 }, list: [null, { k: 2 }] }),
  {
    name: 'tells matched from modified',
    given: ROWS,
    run: async (db) => {
      const { matchedCount, modifiedCount } = await db
        .collection('things')
        .updateMany({ a: { $gte: 1 } }, { $set: { a: 2 } });
      return [matchedCount, modifiedCount];
    },
    gives: [3, 1],
  },
  {
    name: 'replaces a document and keeps its id',
    given: ROWS,
    run: async (db) => {
      await db.collection('things').replaceOne({ a: 1 }, { fresh: true });
      return db.collection('things').findOne({ fresh: true });
    },
    gives: { _id: 1, fresh: true },
  },
  {
    name: 'upserts from what the filter says',
    given: ROWS,
    run: async (db) => {
      const things = db.collection('things');
      const filter = { _id: 7, 'n.x': { $eq: 3 }, a: { $gt: 9 } } as Document;
      const first = await things.updateOne(filter, { $set: { b: 1 } }, { upsert: true });
      const second = await things.updateOne({ _id: 7 } as Document, { $set: { b: 2 } }, { upsert: true });
      return [
        first.upsertedId,
        first.matchedCount,
        second.upsertedId,
        await things.findOne({ _id: 7 } as Document),
      ];
    },
    gives: [7, 0, null, { _id: 7, n: { x: 3 }, b: 2 }],
  },
  {
    name: 'refuses what an update cannot do',
    given: ROWS,
    run: async (db) => {
      const tryUpdate = async (u: Document, multi = false): Promise<unknown> => {
        const reply = await db.command({ update: 'things', updates: [{ q: { _id: 1 }, u, multi }] });
        return (reply.writeErrors as { code: number }[]).map(({ code }) => code);
      };
      return [
        await tryUpdate({ $set: { _id: 2 } }),
        await tryUpdate({ $foo: { a: 1 } }),
        await tryUpdate({ $set: { 'a.b': 1 } }),
        await tryUpdate({ plain: 1 }, true),
        await db.collection('things').findOne({ a: 1 }, { projection: { a: 1 } }),
      ];
    },
    gives: [[66], [9], [28], [9], { _id: 1, a: 1 }],
  },
  {
    name: 'deletes one or all that match',
    given: ROWS,
    run: async (db) => {
      const things = db.collection('things');
      const one = await things.deleteOne({ a: 2 });
      const many = await things.deleteMany({});
      return [one.deletedCount, many.deletedCount, await things.countDocuments()];
    },
    gives: [1, 2, 0],
  },
  {
    name: 'writes without waiting for an answer',
    run: async (db) => {
      const session = db.client.startSession();
      await db.collection('things').insertOne({ a: 1 }, { writeConcern: { w: 0 } });
      await session.endSession();
      return db.command({ ping: 1 }).then(({ ok }) => Number(ok));
    },
    gives: 1,
  },
];
