/** Dotted paths through documents and arrays. */
import { isArray, isDoc, type Doc, type FieldValue, type Value } from './value.ts';

/**
 * What stands at a path, once per way there: an array on the way is entered through its documents and, where the path
 * names a number, through that element. A way that ends early gives undefined; an array without documents gives nothing.
 */
export function findAtPath(document: Doc, path: string): FieldValue[] {
  const found: FieldValue[] = [];
  walk(document, path.split('.'), found);
  return found;
}

function walk(value: FieldValue, path: readonly string[], found: FieldValue[]): void {
  const [name, ...rest] = path;
  if (name === undefined) {
    found.push(value);
  } else if (isDoc(value)) {
    walk(value.get(name), rest, found);
  } else if (isArray(value)) {
    if (isIndex(name) && Number(name) < value.length) walk(value[Number(name)], rest, found);
    for (const element of value) if (isDoc(element)) walk(element, path, found);
  } else {
    found.push(undefined);
  }
}

/** As findAtPath, and what ends in an array gives its elements as well: what conditions and multikey indexes look at. */
export function findCandidates(document: Doc, path: string): FieldValue[] {
  return findAtPath(document, path).flatMap((value) => (isArray(value) ? value.concat([value]) : [value]));
}

/** As an aggregation expression reads `$path`: arrays on the way give an array of what their documents hold. */
export function evaluatePath(value: FieldValue, path: readonly string[]): FieldValue {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (isDoc(value)) return evaluatePath(value.get(name), rest);
  if (!isArray(value)) return undefined;
  return value
    .filter(isDoc)
    .map((element) => evaluatePath(element, path))
    .filter((element): element is Value => element !== undefined);
}

export function isIndex(name: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/u.test(name);
}
