/** Copies of a document with one dotted path set or removed. */
import { CommandError } from '../command-error.ts';
import { MOST_DEPTH } from '../bson/codec.ts';
import { isIndex } from '../bson/path.ts';
import { isArray, isDoc, type Doc, type Found, type Value } from '../bson/value.ts';

/** An array grows by nulls up to the index that is set, at most to this length. */
const LONGEST_ARRAY = 100_000;

/** Throws Overflow: what is made must be readable again. */
export function splitPath(path: string): string[] {
  const names = path.split('.', MOST_DEPTH + 1);
  if (names.length > MOST_DEPTH) throw new CommandError(15, 'a path is deeper than documents may be');
  return names;
}

export function setAtPath(document: Doc, path: readonly string[], value: Value): Doc {
  const [name = '', ...rest] = path;
  if (name === '' || name.startsWith('$')) {
    throw new CommandError(2, `The field name '${name}' is not valid in an update path`);
  }
  return new Map(document).set(name, rest.length === 0 ? value : setBelow(document.get(name), rest, value));
}

function setBelow(parent: Found, path: readonly string[], value: Value): Value {
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
export function unsetAtPath(document: Doc, path: readonly string[]): Doc {
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
