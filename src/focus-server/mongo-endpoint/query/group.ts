/** The $group stage. */
import { Double, Int32 } from 'mongodb';
import { CommandError } from '../command-error.ts';
import { compareValues, keyOfValue } from '../bson/compare.ts';
import {
  isLong,
  isNumeric,
  makeInteger,
  readNumber,
  toNumber,
  isDoc,
  type Doc,
  type FieldValue,
  type Value,
} from '../bson/value.ts';
import { compileExpression, type Expression } from './expression.ts';

/** Sees the value of its expression for every document of a group, then gives the field. */
interface Accumulator {
  add(value: FieldValue): void;
  result(): Value;
}

const ACCUMULATORS: ReadonlyMap<string, () => Accumulator> = new Map([
  ['$sum', sum],
  ['$avg', average],
  ['$min', () => extreme((order) => order < 0)],
  ['$max', () => extreme((order) => order > 0)],
  ['$first', first],
  ['$push', push],
]);

export function groupDocuments(documents: readonly Doc[], spec: Value): Doc[] {
  if (!isDoc(spec)) throw new CommandError(2, "a group's fields must be specified in an object");
  const id = spec.get('_id');
  if (id === undefined) throw new CommandError(2, 'a group specification must include an _id');
  const idOf = compileExpression(id);
  const fields = [...spec].filter(([name]) => name !== '_id').map(([name, value]) => readField(name, value));
  const groups = new Map<string, { id: Value; accumulators: Accumulator[] }>();
  for (const document of documents) {
    const groupId = idOf(document) ?? null;
    const key = keyOfValue(groupId);
    const group = groups.get(key) ?? { id: groupId, accumulators: fields.map(({ create }) => create()) };
    groups.set(key, group);
    for (const [index, { expression }] of fields.entries())
      group.accumulators[index]?.add(expression(document));
  }
  return [...groups.values()].map(({ id: groupId, accumulators }) => {
    const results = fields.map(({ name }, index): [string, Value] => [
      name,
      accumulators[index]?.result() ?? null,
    ]);
    return new Map([['_id', groupId], ...results]);
  });
}

function readField(
  name: string,
  value: Value,
): { name: string; create: () => Accumulator; expression: Expression } {
  const [operator] = isDoc(value) ? [...value] : [];
  if (operator === undefined || !isDoc(value) || value.size !== 1) {
    throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  }
  const create = ACCUMULATORS.get(operator[0]);
  if (create === undefined) throw new CommandError(15952, `unknown group operator '${operator[0]}'`);
  return { name, create, expression: compileExpression(operator[1]) };
}

/** Integers stay integers, exact beyond 53 bits; anything else makes it a double. What is no number does not count. */
function sum(): Accumulator {
  let whole = 0n;
  let fraction = 0;
  let kind: 'Int32' | 'Long' | 'Double' = 'Int32';
  return {
    add(value) {
      if (!isNumeric(value)) return;
      const number = readNumber(value);
      const isInteger = value instanceof Int32 || isLong(value);
      if (isInteger) whole += BigInt(number);
      else fraction += Number(number);
      if (!isInteger) kind = 'Double';
      else if (isLong(value) && kind === 'Int32') kind = 'Long';
    },
    result: () => (kind === 'Double' ? new Double(Number(whole) + fraction) : makeInteger(whole, kind)),
  };
}

function average(): Accumulator {
  let total = 0;
  let count = 0;
  return {
    add(value) {
      if (!isNumeric(value)) return;
      total += toNumber(value);
      count += 1;
    },
    result: () => (count === 0 ? null : new Double(total / count)),
  };
}

/** null and missing fields do not count. */
function extreme(isBetter: (order: number) => boolean): Accumulator {
  let best: Value = null;
  return {
    add(value) {
      if (value === undefined || value === null) return;
      if (best === null || isBetter(compareValues(value, best))) best = value;
    },
    result: () => best,
  };
}

function first(): Accumulator {
  let seen: FieldValue;
  return {
    add(value) {
      if (seen === undefined) seen = value ?? null;
    },
    result: () => seen ?? null,
  };
}

function push(): Accumulator {
  const values: Value[] = [];
  return {
    add(value) {
      if (value !== undefined) values.push(value);
    },
    result: () => values,
  };
}
