/** Bytes to documents and back, keeping BSON's number types. */
import { BSON, BSONSymbol, DBRef } from 'mongodb';
import { CommandError } from '../command-error.ts';
import { isDoc, type Doc, type Value } from './value.ts';

/** MongoDB's limit of one document. */
export const MOST_DOCUMENT_BYTES = 16 * 1024 * 1024;
/** MongoDB's limit of nested documents. */
export const MOST_DEPTH = 200;

/** Throws on malformed bytes; the deprecated types (undefined, symbol, DBRef) become what they are equal to. */
export function decodeDocument(bytes: Uint8Array): Doc {
  const decoded = BSON.deserialize(bytes, {
    promoteValues: false,
    promoteLongs: false,
    bsonRegExp: true,
    validation: { utf8: false },
  });
  return new Map(readFields(decoded, 0));
}

export function encodeDocument(document: Reply | Doc): Uint8Array {
  // The library writes into a buffer of 17 MB until it is told to take a larger one.
  BSON.setInternalBufferSize(BSON.calculateObjectSize(document));
  return BSON.serialize(document);
}

export function measureDocument(document: Doc): number {
  return BSON.calculateObjectSize(document);
}

/** Throws BSONObjectTooLarge: neither stored nor sent are larger ones. */
export function measureBounded(document: Doc): number {
  const bytes = measureDocument(document);
  if (bytes <= MOST_DOCUMENT_BYTES) return bytes;
  const limit = String(MOST_DOCUMENT_BYTES);
  throw new CommandError(
    10334,
    `BSONObj size: ${String(bytes)} is invalid. Size must be between 0 and ${limit}`,
  );
}

/** What a command answers before it is encoded. */
export interface Reply {
  readonly [name: string]: unknown;
}

function* readFields(fields: object, depth: number): Generator<[string, Value]> {
  if (depth > MOST_DEPTH) {
    throw new CommandError(15, `BSONObj exceeds maximum nested object depth: ${String(MOST_DEPTH)}`);
  }
  for (const [name, value] of Object.entries(fields)) yield [name, readValue(value, depth + 1)];
}

function readValue(value: unknown, depth: number): Value {
  if (value === undefined) return null;
  if (Array.isArray(value)) return [...readFields(value, depth)].map(([, element]) => element);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value as Value;
  if (value instanceof BSONSymbol) return value.value;
  if (value instanceof DBRef) return new Map(readFields(value.toJSON(), depth));
  return value instanceof BSON.BSONValue ? (value as Value) : new Map(readFields(value, depth));
}

/** A document as a person reads it in an error message. */
export function describeDocument(document: Doc): string {
  return BSON.EJSON.stringify(toPlain(document), { relaxed: true });
}

function toPlain(value: Value): unknown {
  if (isDoc(value)) return Object.fromEntries([...value].map(([name, field]) => [name, toPlain(field)]));
  return Array.isArray(value) ? value.map(toPlain) : value;
}
