/** What an update makes of a document: $set, $unset or a replacement. Documents are never changed in place, so open cursors keep what they saw. */
import { MOST_DEPTH } from '../bson/codec.ts';
import { compareValues } from '../bson/compare.ts';
import { isIndex } from '../bson/path.ts';
import { isDoc, isArray } from '../bson/value.ts';
import type { Doc, FieldValue, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';

type Change = (document: Doc) => Doc;

type Operator = (document: Doc, path: string, value: Value) => Doc;

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$set', (document, path, value) => setAtPath(document, splitPath(path), value)],
  ['$unset', (document, path) => unsetAtPath(document, splitPath(path))],
]);

export function compileUpdate(update: FieldValue, multi: boolean): Change {
  if (!isDoc(update)) throw new CommandError(2, 'an update must be a document; pipelines are not supported');
  const [first] = update.keys();
  if (first?.startsWith('$') === true) return compileOperators(update);
  if (multi) throw new CommandError(9, 'multi update is not supported for replacement-style update');
  for (const name of update.keys()) {
    if (name.startsWith('$'))
      throw new CommandError(2, `the dollar ($) prefixed field '${name}' is not allowed`);
  }
  return (document) => keepId(document, replaceDocument(document, update));
}

function compileOperators(update: Doc): Change {
  const changes = [...update].flatMap(([name, fields]) => {
    const operator = OPERATORS.get(name);
    if (operator === undefined) {
      throw new CommandError(9, `Unknown modifier: ${name}. Expected a valid update modifier`);
    }
    if (!isDoc(fields)) throw new CommandError(9, `Modifiers operate on fields but ${name} is no document`);
    return [...fields].map(
      ([path, value]): Change =>
        (document) =>
          operator(document, path, value),
    );
  });
  return (document) =>
    keepId(
      document,
      changes.reduce((changed, change) => change(changed), document),
    );
}

function replaceDocument(document: Doc, replacement: Doc): Doc {
  const id = replacement.get('_id') ?? document.get('_id');
  const rest = [...replacement].filter(([name]) => name !== '_id');
  return new Map(id === undefined ? rest : [['_id', id], ...rest]);
}

function keepId(before: Doc, after: Doc): Doc {
  const id = before.get('_id');
  if (id !== undefined && compareValues(id, after.get('_id')) !== 0) {
    throw new CommandError(
      66,
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  return after;
}

/** The document an upsert starts from: what the filter says a field equals. */
export function seedUpsert(filter: Doc): Doc {
  let made: Doc = new Map();
  for (const [name, value] of filter) {
    if (name === '$and' && Array.isArray(value)) {
      for (const branch of value) if (isDoc(branch)) made = new Map([...made, ...seedUpsert(branch)]);
    }
    if (name.startsWith('$')) continue;
    const [operator] = isDoc(value) ? value.keys() : [];
    if (operator?.startsWith('$') !== true) made = setAtPath(made, splitPath(name), value);
    const equal = isDoc(value) ? value.get('$eq') : undefined;
    if (equal !== undefined) made = setAtPath(made, splitPath(name), equal);
  }
  return made;
}

// Copies of a document with one dotted path set or removed.

/** An array grows by nulls up to the index that is set, at most to this length. */
const LONGEST_ARRAY = 100_000;

/** Throws Overflow: what is made must be readable again. */
function splitPath(path: string): string[] {
  const names = path.split('.', MOST_DEPTH + 1);
  if (names.length > MOST_DEPTH) throw new CommandError(15, 'a path is deeper than documents may be');
  return names;
}

function setAtPath(document: Doc, path: readonly string[], value: Value): Doc {
  const [name = '', ...rest] = path;
  if (name === '' || name.startsWith('$')) {
    throw new CommandError(2, `The field name '${name}' is not valid in an update path`);
  }
  return new Map(document).set(name, rest.length === 0 ? value : setBelow(document.get(name), rest, value));
}

function setBelow(parent: FieldValue, path: readonly string[], value: Value): Value {
  if (parent === undefined) return setAtPath(new Map(), path, value);
  if (isDoc(parent)) return setAtPath(parent, path, value);
  const [name = '', ...rest] = path;
  if (!isArray(parent) || !isIndex(name))
    throw new CommandError(28, `Cannot create field '${name}' in its parent`);
  const index = Number(name);
  if (index >= LONGEST_ARRAY)
    throw new CommandError(2, `can't backfill more than ${String(LONGEST_ARRAY)} elements`);
  const padding = Array.from({ length: Math.max(0, index - parent.length) }, () => null);
  const elements: Value[] = [...parent, ...padding];
  elements[index] = rest.length === 0 ? value : setBelow(parent[index], rest, value);
  return elements;
}

/** An element of an array becomes null, so that the others keep their places. */
function unsetAtPath(document: Doc, path: readonly string[]): Doc {
  const [name = '', ...rest] = path;
  const value = document.get(name);
  if (value === undefined) return document;
  const copy = new Map(document);
  if (rest.length === 0) copy.delete(name);
  else copy.set(name, unsetBelow(value, rest));
  return copy;
}

function unsetBelow(parent: Value, path: readonly string[]): Value {
  if (isDoc(parent)) return unsetAtPath(parent, path);
  const [name = '', ...rest] = path;
  if (!isArray(parent) || !isIndex(name)) return parent;
  return parent.map((element, index) => {
    if (index !== Number(name)) return element;
    return rest.length === 0 ? null : unsetBelow(element, rest);
  });
}
