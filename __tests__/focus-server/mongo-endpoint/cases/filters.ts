import { Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, type Document } from 'mongodb';
import { codeOf, finds, type Case } from './case.ts';

const NUMBERS = [
  { _id: 1, n: new Int32(1) },
  { _id: 2, n: new Double(1) },
  { _id: 3, n: Long.fromNumber(1) },
  { _id: 4, n: 2.5 },
  { _id: 5, n: 'text' },
  { _id: 6, n: null },
  { _id: 7 },
  { _id: 8, n: Number.NaN },
  { _id: 9, n: [1, 7] },
  { _id: 10, n: Long.fromString('9007199254740993') },
  { _id: 11, n: Decimal128.fromString('2.5') },
];
const NESTED = [
  { _id: 1, a: { b: 1, c: 'x' } },
  { _id: 2, a: [{ b: 1 }, { b: 5 }] },
  { _id: 3, a: [] },
  { _id: 4, a: 4 },
  { _id: 5 },
  { _id: 6, a: [{ b: 2 }, {}] },
  { _id: 7, a: null },
  { _id: 8, a: [1, 2] },
  { _id: 9, a: { b: null } },
];
const TEXTS = [
  { _id: 1, t: 'recording-1' },
  { _id: 2, t: 'Recording-22' },
  { _id: 3, t: 'a.b' },
  { _id: 4, t: ['x', 'recording'] },
  { _id: 5, t: 5 },
];
const DATES = [
  { _id: 1, d: new Date(1000), end: new Date(2000) },
  { _id: 2, d: new Date(3000), end: null },
  { _id: 3, d: new Timestamp({ t: 9, i: 1 }), end: new ObjectId('65f000000000000000000000') },
];

function refuse(name: string, filter: Document, code: number): Case {
  return {
    name: `${name} is refused`,
    run: (db) => codeOf(db.collection('things').find(filter).toArray()),
    gives: code,
  };
}

export const FILTER_CASES: readonly Case[] = [
  finds({ n: 1 }, NUMBERS, [1, 2, 3, 9]),
  finds({ n: { $ne: 1 } }, NUMBERS, [4, 5, 6, 7, 8, 10, 11]),
  finds({ n: null }, NUMBERS, [6, 7]),
  finds({ n: { $ne: null } }, NUMBERS, [1, 2, 3, 4, 5, 8, 9, 10, 11]),
  finds({ n: { $exists: true } }, NUMBERS, [1, 2, 3, 4, 5, 6, 8, 9, 10, 11]),
  finds({ n: { $exists: false } }, NUMBERS, [7]),
  finds({ n: { $gt: 1 } }, NUMBERS, [4, 9, 10, 11]),
  finds({ n: { $gte: 1, $lt: 2 } }, NUMBERS, [1, 2, 3, 9]),
  finds({ n: { $gt: 5, $lt: 3 } }, NUMBERS, [9]),
  finds({ n: { $lte: 2.5 } }, NUMBERS, [1, 2, 3, 4, 9, 11]),
  finds({ n: { $gte: null } }, NUMBERS, [6, 7]),
  finds({ n: { $gt: null } }, NUMBERS, []),
  finds({ n: { $gte: Number.NaN } }, NUMBERS, [8]),
  finds({ n: { $gt: 'm' } }, NUMBERS, [5]),
  finds({ n: { $in: [2.5, 'text', null] } }, NUMBERS, [4, 5, 6, 7, 11]),
  finds({ n: { $in: [] } }, NUMBERS, []),
  finds({ n: { $nin: [1, null] } }, NUMBERS, [4, 5, 8, 10, 11]),
  finds({ n: { $not: { $gt: 1 } } }, NUMBERS, [1, 2, 3, 5, 6, 7, 8]),
  finds({ n: [1, 7] }, NUMBERS, [9]),
  finds({ n: Long.fromString('9007199254740993') }, NUMBERS, [10]),
  finds({ n: Long.fromString('9007199254740992') }, NUMBERS, []),
  finds({ n: { $lt: new MaxKey() }, _id: { $gt: new MinKey() } }, NUMBERS.slice(0, 5), [1, 2, 3, 4, 5]),
  finds({ 'a.b': 1 }, NESTED, [1, 2]),
  finds({ 'a.b': { $gt: 1 } }, NESTED, [2, 6]),
  finds({ 'a.b': null }, NESTED, [4, 5, 6, 7, 9]),
  finds({ 'a.b': { $exists: true } }, NESTED, [1, 2, 6, 9]),
  finds({ 'a.0.b': 1 }, NESTED, [2]),
  finds({ 'a.1': 2 }, NESTED, [8]),
  finds({ a: { b: 1, c: 'x' } }, NESTED, [1]),
  finds({ a: { c: 'x', b: 1 } }, NESTED, []),
  finds({ a: [] }, NESTED, [3]),
  finds({ $and: [{ 'a.b': 1 }, { 'a.b': 5 }] }, NESTED, [2]),
  finds({ $or: [{ a: 4 }, { 'a.b': 2 }] }, NESTED, [4, 6]),
  finds({ $nor: [{ a: null }, { 'a.b': { $exists: true } }] }, NESTED, [3, 4, 8]),
  finds({ t: { $regex: '^rec' } }, TEXTS, [1, 4]),
  finds({ t: { $regex: '^rec.*1$', $options: 'i' } }, TEXTS, [1]),
  finds({ t: /^RECORDING-/i }, TEXTS, [1, 2]),
  finds({ t: { $not: /a\.b/ } }, TEXTS, [1, 2, 4, 5]),
  finds({ t: { $in: [/22$/, 'a.b'] } }, TEXTS, [2, 3]),
  finds(
    { d: { $lt: new Date(3500) }, $or: [{ end: { $gt: new Date(1500) } }, { end: null }] },
    DATES,
    [1, 2],
  ),
  finds({ d: { $gte: new Timestamp({ t: 1, i: 0 }) } }, DATES, [3]),
  finds({ end: new ObjectId('65f000000000000000000000') }, DATES, [3]),
];

export const REFUSED_FILTER_CASES: readonly Case[] = [
  refuse('an unknown operator', { n: { $foo: 1 } }, 2),
  refuse('an unknown top level operator', { $foo: [] }, 2),
  refuse('an empty $or', { $or: [] }, 2),
  refuse('a $and that is no array', { $and: { a: 1 } }, 2),
  refuse('$in without an array', { n: { $in: 4 } }, 2),
  refuse('$not without a document', { n: { $not: 4 } }, 2),
  refuse('$options without $regex', { n: { $options: 'i' } }, 2),
];
