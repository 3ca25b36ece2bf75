/** Conditions on one value; a condition is given undefined where a document has no such field. */
import { BSONRegExp, MaxKey, MinKey } from 'mongodb';
import { compareValues, typeOrder } from '../bson/compare.ts';
import { isNumeric, toNumber, isArray } from '../bson/value.ts';
import type { Doc, FieldValue, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';

export type Condition = (value: FieldValue) => boolean;

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

// Regular expressions whose cost is bounded: a filter comes from anywhere and must not stop the server.

const LONGEST_PATTERN = 256;
const LONGEST_TEXT = 65_536;
/** Literals, escaped punctuation, dots and at most one `.*` between optional anchors: no pattern of these backtracks twice. */
const BOUNDED =
  /^\^?(?:[^\\^$.*+?()[\]{}|]|\\[\\^$.*+?()[\]{}|]|\.(?!\*))*(?:\.\*(?:[^\\^$.*+?()[\]{}|]|\\[\\^$.*+?()[\]{}|]|\.(?!\*))*)?\$?$/u;

/** Only strings match. Options `i` and `s` are known. */
function compileRegex(operand: FieldValue, options?: FieldValue): (value: FieldValue) => boolean {
  const { pattern, flags } = readRegex(operand, options);
  if (!/^[is]*$/u.test(flags)) throw new CommandError(2, `unsupported $options of $regex: ${flags}`);
  if (pattern.length > LONGEST_PATTERN || !BOUNDED.test(pattern)) {
    throw new CommandError(2, `unsupported $regex: ${pattern.slice(0, LONGEST_PATTERN)}`);
  }
  const regex = new RegExp(pattern, `u${[...new Set(flags)].join('')}`);
  return (value) => {
    if (typeof value !== 'string') return false;
    if (value.length > LONGEST_TEXT) throw new CommandError(2, '$regex on a text that is too long');
    return regex.test(value);
  };
}

function readRegex(operand: FieldValue, options: FieldValue): { pattern: string; flags: string } {
  const given = typeof options === 'string' ? options : undefined;
  if (options !== undefined && given === undefined) throw new CommandError(2, '$options has to be a string');
  if (typeof operand === 'string') return { pattern: operand, flags: given ?? '' };
  if (!(operand instanceof BSONRegExp)) throw new CommandError(2, '$regex has to be a string');
  return { pattern: operand.pattern, flags: given ?? operand.options };
}
