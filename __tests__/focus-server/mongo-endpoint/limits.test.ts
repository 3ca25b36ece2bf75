/** What comes from outside is bounded. */
import { Long, type Document } from 'mongodb';
import { expect, it } from 'vitest';
import { codeOf } from './cases/case.ts';
import { openClient, startEndpoint } from './embedded.ts';
import { createFakeClock } from '../../proxy/fake-clock.ts';

it('sends at most 16 MB in a batch', async () => {
  const endpoint = await startEndpoint();
  const db = openClient(endpoint.uri).db('shop');
  const pad = 'x'.repeat(7 * 1024 * 1024);
  await db.collection('large').insertMany([{ pad }, { pad }, { pad }]);
  const { cursor } = await db.command({ find: 'large' });
  expect(cursor.firstBatch).toHaveLength(2);
  const more = await db.command({ getMore: cursor.id, collection: 'large' });
  expect([more.cursor.nextBatch.length, Number(more.cursor.id)]).toEqual([1, 0]);
});

it('refuses a document that an update makes larger than 16 MB', async () => {
  const endpoint = await startEndpoint();
  const things = openClient(endpoint.uri).db('shop').collection('things');
  const pad = 'x'.repeat(9 * 1024 * 1024);
  await things.insertOne({ a: pad });
  expect(await codeOf(things.updateOne({}, { $set: { b: pad } }))).toBe(10334);
});

it('refuses what a stage makes larger than 16 MB, and what does not fit into a message', async () => {
  const endpoint = await startEndpoint();
  const db = openClient(endpoint.uri).db('shop');
  const things = db.collection('things');
  const pad = 'x'.repeat(5 * 1024 * 1024);
  await things.insertMany(['a', 'b', 'c', 'd'].map((letter) => ({ pad: letter + pad })));
  const pushed = things.aggregate([{ $group: { _id: null, all: { $push: '$pad' } } }]);
  expect(await codeOf(pushed.toArray())).toBe(10334);
  expect(await things.distinct('pad')).toHaveLength(4);
  await things.insertMany(Array.from({ length: 6 }, (_, index) => ({ pad: String(index) + pad })));
  expect(await codeOf(things.distinct('pad'))).toBe(10334);
});

it('refuses paths that are deeper than documents may be', async () => {
  const endpoint = await startEndpoint();
  const things = openClient(endpoint.uri).db('shop').collection('things');
  await things.insertOne({});
  const path = Array.from({ length: 100_000 }, () => 'a').join('.');
  expect(await codeOf(things.updateOne({}, { $set: { [path]: 1 } }))).toBe(15);
  expect(await things.findOne({ [path]: 1 })).toBeNull();
});

it('refuses documents when the store is full, and takes them again when some went', async () => {
  const endpoint = await startEndpoint({ mostBytes: 4000 });
  const db = openClient(endpoint.uri).db('shop');
  const things = db.collection('things');
  const pad = 'x'.repeat(1500);
  await things.insertMany([
    { _id: 1, pad },
    { _id: 2, pad },
  ] as Document[]);
  expect(await codeOf(things.insertOne({ pad }))).toBe(14031);
  await things.updateOne({ _id: 1 } as Document, { $set: { pad: '' } });
  await things.insertOne({ pad });
  await db.dropDatabase();
  await things.insertMany([{ pad }, { pad }]);
  expect(await things.countDocuments()).toBe(2);
});

it('forgets a cursor that nobody read for ten minutes', async () => {
  const clock = createFakeClock();
  const endpoint = await startEndpoint({ clock });
  const db = openClient(endpoint.uri).db('shop');
  await db.collection('things').insertMany([{}, {}, {}]);
  const open = async (): Promise<Long> =>
    Long.fromValue((await db.command({ find: 'things', batchSize: 1 })).cursor.id);
  const more = (id: Long): Promise<Document> =>
    db.command({ getMore: id, collection: 'things', batchSize: 1 });
  const [old, used] = [await open(), await open()];
  clock.advance(400_000);
  await more(used);
  clock.advance(200_000);
  await open();
  expect(await codeOf(more(old))).toBe(43);
  expect((await more(used)).cursor.nextBatch).toHaveLength(1);
});

it('keeps the last thousand cursors', async () => {
  const endpoint = await startEndpoint();
  const db = openClient(endpoint.uri).db('shop');
  await db.collection('things').insertMany([{}, {}]);
  const { cursor } = await db.command({ find: 'things', batchSize: 0 });
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(Array.from({ length: 100 }, () => db.command({ find: 'things', batchSize: 0 })));
  }
  expect(await codeOf(db.command({ getMore: cursor.id, collection: 'things' }))).toBe(43);
});

it.each(['(a+)+$', 'a|b', '[ab]', 'a.*b.*c', 'a'.repeat(300)])(
  'refuses the regular expression %s, whose cost it does not bound',
  async (pattern) => {
    const endpoint = await startEndpoint();
    const things = openClient(endpoint.uri).db('shop').collection('things');
    expect(await codeOf(things.findOne({ a: { $regex: pattern } }))).toBe(2);
  },
);

it('closes twice, and ends every connection', async () => {
  const endpoint = await startEndpoint();
  const client = openClient(endpoint.uri, { serverSelectionTimeoutMS: 300 });
  await client.db('shop').command({ ping: 1 });
  await Promise.all([endpoint.close(), endpoint.close()]);
  expect(endpoint.connections()).toBe(0);
  await expect(client.db('shop').command({ ping: 1 })).rejects.toThrow();
});
