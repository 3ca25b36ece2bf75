/** The filters of find, count, update, delete and $match. */
import { BSONRegExp } from 'mongodb';
import { CommandError } from '../command-error.ts';
import { isNumeric, toNumber, isArray, isDoc, type Doc, type Value } from '../bson/value.ts';
import { findCandidates } from '../bson/path.ts';
import { compileCondition, compileEquality, type Condition } from './condition.ts';

export type Predicate = (document: Doc) => boolean;

/** Refuses what it does not know, with the operator's name, before any document is looked at. */
export function compileFilter(filter: Doc): Predicate {
  return every([...filter].map(([name, value]) => compileEntry(name, value)));
}

function compileEntry(name: string, value: Value): Predicate {
  switch (name) {
    case '$and':
      return every(compileBranches(name, value));
    case '$or':
      return some(compileBranches(name, value));
    case '$nor':
      return not(some(compileBranches(name, value)));
    default:
      if (name.startsWith('$')) throw new CommandError(2, `unknown top level operator: ${name}`);
      return compileField(name, value);
  }
}

function compileBranches(name: string, value: Value): Predicate[] {
  if (!isArray(value)) throw new CommandError(2, `${name} must be an array`);
  if (value.length === 0) throw new CommandError(2, '$and/$or/$nor must be a nonempty array');
  return value.map((branch) => {
    if (isDoc(branch)) return compileFilter(branch);
    throw new CommandError(2, '$or/$and/$nor entries need to be full objects');
  });
}

function compileField(path: string, value: Value): Predicate {
  if (isDoc(value) && hasOperators(value)) return compileOperators(path, value);
  return matchSome(path, compileEquality(value));
}

/** `$regex` and its `$options` are one condition; every other operator is one by itself. */
function compileOperators(path: string, operators: Doc): Predicate {
  const predicates: Predicate[] = [];
  for (const [name, operand] of operators) {
    if (name === '$options') {
      if (!operators.has('$regex')) throw new CommandError(2, '$options needs a $regex');
    } else if (name === '$not') {
      predicates.push(not(compileNot(path, operand)));
    } else if (name === '$ne' || name === '$nin') {
      predicates.push(
        not(matchSome(path, compileCondition(name === '$ne' ? '$eq' : '$in', operand, operators))),
      );
    } else if (name === '$exists') {
      const present = matchSome(path, (value) => value !== undefined);
      predicates.push(isTrue(operand) ? present : not(present));
    } else {
      predicates.push(matchSome(path, compileCondition(name, operand, operators)));
    }
  }
  return every(predicates);
}

function compileNot(path: string, operand: Value): Predicate {
  if (isDoc(operand) && operand.size > 0 && hasOperators(operand)) return compileOperators(path, operand);
  if (operand instanceof BSONRegExp) return matchSome(path, compileEquality(operand));
  throw new CommandError(2, '$not needs a regex or a document with operators');
}

/** The first name decides, as in MongoDB: the rest must then be operators too. */
function hasOperators(value: Doc): boolean {
  const [first] = value.keys();
  return first?.startsWith('$') === true;
}

function isTrue(value: Value): boolean {
  return isNumeric(value) ? toNumber(value) !== 0 : value !== false && value !== null;
}

function matchSome(path: string, condition: Condition): Predicate {
  return (document) => findCandidates(document, path).some(condition);
}

function every(predicates: readonly Predicate[]): Predicate {
  return (document) => predicates.every((predicate) => predicate(document));
}

function some(predicates: readonly Predicate[]): Predicate {
  return (document) => predicates.some((predicate) => predicate(document));
}

function not(predicate: Predicate): Predicate {
  return (document) => !predicate(document);
}
