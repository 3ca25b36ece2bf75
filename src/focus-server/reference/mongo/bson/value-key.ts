/** A text that two values share exactly when MongoDB calls them equal: 1, 1.0 and NumberLong(1) are one key. */
import { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'mongodb';
import { typeOrder } from './compare.ts';
import { isNumeric, readNumber } from './number.ts';
import { isArray, isDoc, type Found, type Value } from './value.ts';

/** Text of any length; distinct, $group and unique indexes use it. A missing field counts as null. */
export function keyOfValue(value: Found): string {
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
