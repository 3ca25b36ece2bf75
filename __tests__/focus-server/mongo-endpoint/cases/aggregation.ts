import { Int32, Long, type Document } from 'mongodb';
import { codeOf, type Case } from './case.ts';

const SALES = [
  { _id: 1, item: 'a', price: 10, at: { hour: 1 } },
  { _id: 2, item: 'b', price: 2.5, at: { hour: 2 } },
  { _id: 3, item: 'a', price: 5, at: { hour: 2 } },
  { _id: 4, item: 'b', price: null, at: { hour: 1 } },
  { _id: 5, item: 'c' },
];

function gives(name: string, pipeline: readonly Document[], expected: unknown): Case {
  return {
    name: `aggregate ${name}`,
    given: SALES,
    run: (db) =>
      db
        .collection('things')
        .aggregate([...pipeline])
        .toArray(),
    gives: expected,
  };
}

function refuses(name: string, pipeline: readonly Document[], code: number): Case {
  return {
    name: `aggregate refuses ${name}`,
    given: SALES,
    run: (db) =>
      codeOf(
        db
          .collection('things')
          .aggregate([...pipeline])
          .toArray(),
      ),
    gives: code,
  };
}

export const AGGREGATION_CASES: readonly Case[] = [
  gives(
    '$group with every accumulator',
    [
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: '$item',
          n: { $sum: 1 },
          total: { $sum: '$price' },
          mean: { $avg: '$price' },
          least: { $min: '$price' },
          most: { $max: '$price' },
          first: { $first: '$price' },
          all: { $push: '$price' },
        },
      },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: 'a', n: 2, total: 15, mean: 7.5, least: 5, most: 10, first: 10, all: [10, 5] },
      { _id: 'b', n: 2, total: 2.5, mean: 2.5, least: 2.5, most: 2.5, first: 2.5, all: [2.5, null] },
      { _id: 'c', n: 1, total: 0, mean: null, least: null, most: null, first: null, all: [] },
    ],
  ),
  gives(
    '$group by a document',
    [
      { $match: { price: { $gt: 0 } } },
      { $group: { _id: { hour: '$at.hour', kind: { $literal: '$x' } }, ids: { $push: '$_id' } } },
      { $sort: { '_id.hour': 1 } },
    ],
    [
      { _id: { hour: 1, kind: '$x' }, ids: [1] },
      { _id: { hour: 2, kind: '$x' }, ids: [2, 3] },
    ],
  ),
  gives(
    '$group of everything',
    [{ $group: { _id: null, last: { $max: '$at.hour' } } }],
    [{ _id: null, last: 2 }],
  ),
  gives('$count', [{ $match: { item: { $ne: 'c' } } }, { $count: 'n' }], [{ n: 4 }]),
  gives('$count of nothing', [{ $match: { item: 'z' } }, { $count: 'n' }], []),
  gives(
    '$sort, $skip, $limit, $project',
    [
      { $sort: { price: -1, _id: 1 } },
      { $skip: 1 },
      { $limit: 2 },
      { $project: { _id: 0, p: '$price', item: 1 } },
    ],
    [
      { item: 'a', p: 5 },
      { item: 'b', p: 2.5 },
    ],
  ),
  {
    name: 'aggregate $sample draws different documents',
    given: SALES,
    run: async (db) => {
      const drawn = await db
        .collection('things')
        .aggregate([{ $sample: { size: 3 } }])
        .toArray();
      return new Set(drawn.map(({ _id }) => String(_id))).size;
    },
    gives: 3,
  },
  {
    name: 'sums of integers are exact and of the least type',
    given: [
      { _id: 1, i: new Int32(2_147_483_647), l: Long.fromString('9007199254740993') },
      { _id: 2, i: new Int32(1), l: Long.fromNumber(1) },
    ],
    run: async (db) => {
      const group = { _id: null, n: { $sum: 1 }, i: { $sum: '$i' }, l: { $sum: '$l' } };
      const [sums] = await db
        .collection('things')
        .aggregate([{ $group: group }], { promoteValues: false })
        .toArray();
      return [sums?.n, sums?.i, sums?.l].map(
        (value: Int32 | Long) => `${value.constructor.name} ${value.toString()}`,
      );
    },
    gives: ['Int32 2', 'Long 2147483648', 'Long 9007199254740994'],
  },
  refuses('an unknown stage', [{ $foo: {} }], 40324),
  refuses('a stage of two', [{ $match: {}, $limit: 1 }], 40323),
  refuses('an unknown operator of $match', [{ $match: { a: { $foo: 1 } } }], 2),
  refuses('an unknown accumulator', [{ $group: { _id: null, a: { $foo: 1 } } }], 15952),
  refuses('an unknown expression', [{ $project: { a: { $foo: 1 } } }], 168),
  refuses('a limit of 0', [{ $limit: 0 }], 15958),
];
