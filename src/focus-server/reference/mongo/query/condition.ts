/** Conditions on one value; a condition is given undefined where a document has no such field. */
import { BSONRegExp, MaxKey, MinKey } from 'mongodb';
import { CommandError } from '../command-error.ts';
import { compareValues, typeOrder } from '../bson/compare.ts';
import { isNumeric, toNumber } from '../bson/number.ts';
import { isArray, type Doc, type Found, type Value } from '../bson/value.ts';
import { compileRegex } from './regex.ts';

export type Condition = (value: Found) => boolean;

const RANGES: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ['$gt', (order: number) => order > 0],
  ['$gte', (order: number) => order >= 0],
  ['$lt', (order: number) => order < 0],
  ['$lte', (order: number) => order <= 0],
]);

/** `siblings` are the operators beside it, for `$options`. */
export function compileCondition(name: string, operand: Value, siblings: Doc): Condition {
  const inRange = RANGES.get(name);
  if (inRange !== undefined) return compileRange(operand, inRange);
  switch (name) {
    case '$eq':
      return isEqualTo(operand);
    case '$in':
      return compileIn(operand);
    case '$regex':
      return compileRegex(operand, siblings.get('$options'));
    default:
      throw new CommandError(2, `unknown operator: ${name}`);
  }
}

/** A value in a filter or in $in: a regular expression matches, everything else equals. */
export function compileEquality(operand: Value): Condition {
  return operand instanceof BSONRegExp ? compileRegex(operand) : isEqualTo(operand);
}

/** null also equals a field that is not there. */
function isEqualTo(operand: Value): Condition {
  return (value) => compareValues(value ?? null, operand) === 0;
}

function compileIn(operand: Value): Condition {
  if (!isArray(operand)) throw new CommandError(2, '$in/$nin needs an array');
  const conditions = operand.map(compileEquality);
  return (value) => conditions.some((condition) => condition(value));
}

/** Only values of the operand's kind are in range; NaN is comparable to NaN alone; MinKey and MaxKey to everything. */
function compileRange(operand: Value, inRange: (order: number) => boolean): Condition {
  const bounds = operand instanceof MinKey || operand instanceof MaxKey;
  return (value) => {
    if (value === undefined && operand !== null) return false;
    const present = value ?? null;
    if (!bounds && typeOrder(present) !== typeOrder(operand)) return false;
    if (isNotANumber(present) !== isNotANumber(operand)) return false;
    return inRange(compareValues(present, operand));
  };
}

function isNotANumber(value: Value): boolean {
  return isNumeric(value) && Number.isNaN(toNumber(value));
}
