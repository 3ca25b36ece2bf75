/** How BSON values compare: their order, as sorting, ranges and $min/$max use it (MongoDB manual, "Comparison/Sort Order"), and when two are equal. */
import { Binary, BSONRegExp, Code, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb';
import { compareNumbers, isNumeric, readNumber, isArray, isDoc } from './value.ts';
import type { Doc, FieldValue, Value } from './value.ts';

const CLASS_ORDERS = [
  [MinKey, 0],
  [Binary, 7],
  [ObjectId, 8],
  [Timestamp, 11],
  [BSONRegExp, 12],
  [Code, 13],
  [MaxKey, 14],
] as const;

/** Values of different kinds are ordered by this number alone. `undefined` is the key of an empty array when sorting. */
export function typeOrder(value: FieldValue): number {
  if (value === undefined) return 1;
  if (value === null) return 2;
  if (typeof value === 'string') return 4;
  if (typeof value === 'boolean') return 9;
  if (isNumeric(value)) return 3;
  if (isDoc(value)) return 5;
  if (isArray(value)) return 6;
  if (value instanceof Date) return 10;
  return CLASS_ORDERS.find(([type]) => value instanceof type)?.[1] ?? 15;
}

/** Negative, zero or positive, as Array.sort wants it. */
export function compareValues(a: FieldValue, b: FieldValue): number {
  const order = typeOrder(a) - typeOrder(b);
  if (order !== 0) return order;
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(readNumber(a), readNumber(b));
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Date && b instanceof Date) return compareNumbers(a.getTime(), b.getTime());
  if (isDoc(a) && isDoc(b)) return compareDocuments(a, b);
  if (isArray(a) && isArray(b)) return compareArrays(a, b);
  return compareClasses(a, b);
}

/** Field by field: kind, then name, then value; the shorter of two that agree comes first. */
function compareDocuments(a: Doc, b: Doc): number {
  const others = [...b];
  let index = 0;
  for (const [name, value] of a) {
    const other = others[index++];
    if (other === undefined) return 1;
    const order =
      typeOrder(value) - typeOrder(other[1]) ||
      compareValues(name, other[0]) ||
      compareValues(value, other[1]);
    if (order !== 0) return order;
  }
  return index - others.length;
}

function compareArrays(a: readonly FieldValue[], b: readonly FieldValue[]): number {
  for (const [index, value] of a.entries()) {
    if (index >= b.length) return 1;
    const order = compareValues(value, b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareClasses(a: FieldValue, b: FieldValue): number {
  if (a instanceof ObjectId && b instanceof ObjectId) return Buffer.compare(a.id, b.id);
  if (a instanceof Timestamp && b instanceof Timestamp) return a.compare(b);
  if (a instanceof Binary && b instanceof Binary) {
    const order = a.length() - b.length() || a.sub_type - b.sub_type;
    return order || Buffer.compare(a.value(), b.value());
  }
  if (a instanceof BSONRegExp && b instanceof BSONRegExp) {
    return compareValues(a.pattern, b.pattern) || compareValues(a.options, b.options);
  }
  return a instanceof Code && b instanceof Code ? compareValues(a.code, b.code) : 0;
}

/**
 * A text that two values share exactly when MongoDB calls them equal: 1, 1.0 and NumberLong(1) are one key.
 * Text of any length; distinct, $group and unique indexes use it. A missing field counts as null.
 */
export function keyOfValue(value: FieldValue): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return `n${keyOfNumber(readNumber(value))}`;
  if (value instanceof Date) return `d${String(value.getTime())}`;
  if (isArray(value)) return `[${value.map(keyOfValue).join(',')}]`;
  if (isDoc(value)) {
    return `{${[...value].map(([name, field]) => `${JSON.stringify(name)}:${keyOfValue(field)}`).join(',')}}`;
  }
  return `${String(typeOrder(value))}:${keyOfClass(value)}`;
}

function keyOfNumber(number: number | bigint): string {
  return typeof number === 'number' && Number.isInteger(number) ? BigInt(number).toString() : String(number);
}

function keyOfClass(value: Value): string {
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Binary) return `${String(value.sub_type)}:${value.toString('hex')}`;
  if (value instanceof BSONRegExp) return JSON.stringify([value.pattern, value.options]);
  if (value instanceof Code) return JSON.stringify(value.code);
  return value instanceof Timestamp ? value.toBigInt().toString() : '';
}
