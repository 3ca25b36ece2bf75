/** What a stored document is made of: BSON's types as the driver's classes, documents as maps, so that no foreign name indexes an object. */
import type {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';

export type NumericValue = Int32 | Double | Long | Decimal128;

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
export type Found = Value | undefined;

export function isDoc(value: Found): value is Doc {
  return value instanceof Map;
}

export function isArray(value: Found): value is readonly Value[] {
  return Array.isArray(value);
}
