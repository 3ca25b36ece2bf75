import type { Document } from 'mongodb';
import { codeOf, type Case } from './case.ts';

export const ADMINISTRATION_CASES: readonly Case[] = [
  {
    name: 'says hello as a server that takes writes',
    run: async (db) => {
      const hello = await db.command({ hello: 1 });
      return [
        hello.isWritablePrimary,
        hello.maxBsonObjectSize,
        hello.maxMessageSizeBytes,
        hello.maxWireVersion >= 9,
      ];
    },
    gives: [true, 16_777_216, 48_000_000, true],
  },
  {
    name: 'tells its version',
    run: async (db) => {
      const { version, versionArray } = await db.admin().buildInfo();
      return [/^\d+\.\d+\.\d+/u.test(version), (versionArray as number[]).length];
    },
    gives: [true, 4],
  },
  {
    name: 'lists databases and collections',
    given: [{ _id: 1 }],
    run: async (db) => {
      await db.createCollection('empty');
      const { databases } = await db.admin().listDatabases({ nameOnly: true });
      const collections = await db.listCollections().toArray();
      const filtered = await db.listCollections({ name: 'things' }, { nameOnly: true }).toArray();
      return [
        databases.some(({ name }) => name === db.databaseName),
        collections.map(({ name, type }) => `${name} ${type ?? ''}`).toSorted(),
        filtered.map(({ name }) => name),
      ];
    },
    gives: [true, ['empty collection', 'things collection'], ['things']],
  },
  {
    name: 'creates, lists and drops indexes',
    run: async (db) => {
      const things = db.collection('things');
      await things.createIndexes([
        { key: { a: 1, b: -1 }, name: 'both' },
        { key: { u: 1 }, unique: true },
      ]);
      const listed = (await things.indexes()).map(({ name, key, unique }) => ({
        name,
        key,
        unique: unique === true,
      }));
      await things.dropIndex('both');
      return [
        listed,
        (await things.indexes()).map(({ name }) => name),
        await codeOf(things.dropIndex('none')),
      ];
    },
    gives: [
      [
        { name: '_id_', key: { _id: 1 }, unique: false },
        { name: 'both', key: { a: 1, b: -1 }, unique: false },
        { name: 'u_1', key: { u: 1 }, unique: true },
      ],
      ['_id_', 'u_1'],
      27,
    ],
  },
  {
    name: 'enforces a unique index on insert and update, over arrays, counting missing as null',
    run: async (db) => {
      const things = db.collection('things');
      await things.createIndex({ u: 1 }, { unique: true });
      await things.insertMany([{ _id: 1, u: 1 }, { _id: 2, u: [2, 3, 3] }, { _id: 3 }] as Document[]);
      const codes = [
        await codeOf(things.insertOne({ u: 1 })),
        await codeOf(things.insertOne({ u: 3 })),
        await codeOf(things.insertOne({})),
        await codeOf(things.updateOne({ _id: 1 } as Document, { $set: { u: 2 } })),
      ];
      await things.updateOne({ _id: 2 } as Document, { $set: { u: [3, 4] } });
      await things.insertOne({ _id: 4, u: 2 } as Document);
      return [codes, await things.distinct('_id')];
    },
    gives: [
      [11000, 11000, 11000, 11000],
      [1, 2, 3, 4],
    ],
  },
  {
    name: 'refuses a unique index that documents contradict',
    given: [
      { _id: 1, u: 1 },
      { _id: 2, u: 1 },
    ],
    run: async (db) => [
      await codeOf(db.collection('things').createIndex({ u: 1 }, { unique: true })),
      (await db.collection('things').indexes()).length,
    ],
    gives: [11000, 1],
  },
  {
    name: 'refuses indexes that contradict each other',
    run: async (db) => {
      const things = db.collection('things');
      await things.createIndex({ a: 1 }, { name: 'one' });
      await things.createIndex({ a: 1 }, { name: 'one' });
      return [
        await codeOf(things.createIndex({ b: 1 }, { name: 'one' })),
        await codeOf(things.createIndex({ a: 1 }, { name: 'two' })),
        await codeOf(db.command({ listIndexes: 'nothing' })),
      ];
    },
    gives: [86, 85, 26],
  },
  {
    name: 'creates once, drops twice',
    run: async (db) => {
      await db.createCollection('things');
      const again = await codeOf(db.command({ create: 'things' }));
      await db.dropCollection('things');
      await db.dropCollection('things');
      return [again, await db.listCollections().toArray()];
    },
    gives: [48, []],
  },
  {
    name: 'drops a database',
    given: [{ _id: 1 }],
    run: async (db) => {
      await db.dropDatabase();
      return (await db.admin().listDatabases()).databases.filter(({ name }) => name === db.databaseName);
    },
    gives: [],
  },
  {
    name: 'refuses names that are none',
    run: (db) => codeOf(db.command({ create: 'a$b' })),
    gives: 73,
  },
];
