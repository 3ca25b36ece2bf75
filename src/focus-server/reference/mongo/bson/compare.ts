/** The order of BSON values that sorting, ranges and $min/$max use (MongoDB manual, "Comparison/Sort Order"). */
import { Binary, BSONRegExp, Code, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb';
import { compareNumbers, isNumeric, readNumber } from './number.ts';
import { isArray, isDoc, type Doc, type Found } from './value.ts';

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
export function typeOrder(value: Found): number {
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
export function compareValues(a: Found, b: Found): number {
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

function compareArrays(a: readonly Found[], b: readonly Found[]): number {
  for (const [index, value] of a.entries()) {
    if (index >= b.length) return 1;
    const order = compareValues(value, b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareClasses(a: Found, b: Found): number {
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
