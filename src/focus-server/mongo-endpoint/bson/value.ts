/** What a stored document is made of: BSON's types as the driver's classes, documents as maps, so that no foreign name indexes an object. */
import { Decimal128, Double, Int32, Long, Timestamp } from 'mongodb';
import type { Binary, BSONRegExp, Code, MaxKey, MinKey, ObjectId } from 'mongodb';

type NumericValue = Int32 | Double | Long | Decimal128;

export type Value =
  | null
  | boolean
  | string
  | Date
  | NumericValue
  | Binary
  | BSONRegExp
  | Code
  | MaxKey
  | MinKey
  | ObjectId
  | Timestamp
  | Doc
  | readonly Value[];

export type Doc = ReadonlyMap<string, Value>;

/** undefined: the document has no such field. */
export type FieldValue = Value | undefined;

export function isDoc(value: FieldValue): value is Doc {
  return value instanceof Map;
}

export function isArray(value: FieldValue): value is readonly Value[] {
  return Array.isArray(value);
}

// Numbers of all four BSON types, compared and added as MongoDB does: by value, not by type.

const INT32_LIMIT = 2n ** 31n;
const INT64_LIMIT = 2n ** 63n;

export function isNumeric(value: FieldValue): value is NumericValue {
  return value instanceof Int32 || value instanceof Double || value instanceof Decimal128 || isLong(value);
}

/** A timestamp is a Long to JavaScript, not to MongoDB. */
export function isLong(value: FieldValue): value is Long {
  return value instanceof Long && !(value instanceof Timestamp);
}

/** Exact for integers and doubles (JavaScript compares bigint with number exactly); a Decimal128 is rounded to a double. */
export function readNumber(value: NumericValue): number | bigint {
  if (value instanceof Long) return value.toBigInt();
  return value instanceof Decimal128 ? Number(value.toString()) : value.value;
}

/** NaN unless it is a number. */
export function toNumber(value: FieldValue): number {
  return isNumeric(value) ? Number(readNumber(value)) : Number.NaN;
}

/** NaN is smaller than every number and equal to itself. */
export function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

/** The smallest integer type that holds it, from `least` on; a double beyond 64 bits. */
export function makeInteger(sum: bigint, least: 'Int32' | 'Long' = 'Int32'): NumericValue {
  if (least === 'Int32' && sum >= -INT32_LIMIT && sum < INT32_LIMIT) return new Int32(Number(sum));
  if (sum >= -INT64_LIMIT && sum < INT64_LIMIT) return Long.fromBigInt(sum);
  return new Double(Number(sum));
}
