/** Projections of find and $project: fields to keep, fields to drop, and computed fields. */
import { CommandError } from '../command-error.ts';
import { isNumeric, toNumber, isArray, isDoc, type Doc, type FieldValue, type Value } from '../bson/value.ts';
import { compileExpression, type Expression } from './expression.ts';

export type Project = (document: Doc) => Doc;

/** A branch of the dotted names; `true` names the whole field. */
interface Branch extends Map<string, true | Expression | Branch> {}

export function compileProjection(spec: Doc): Project {
  if (spec.size === 0) return (document) => document;
  const entries = flatten(spec, '');
  const idFlag = readFlag(spec.get('_id'));
  const others = entries.filter(([path]) => path !== '_id');
  const includes = others.length > 0 ? decideKind(others) : idFlag !== false;
  const tree: Branch = new Map();
  if (includes && !entries.some(([path]) => path === '_id')) tree.set('_id', true);
  for (const [path, value] of entries) {
    if (path === '_id' && idFlag === !includes) continue;
    addLeaf(tree, path, readFlag(value) === null ? compileExpression(value) : true);
  }
  return includes ? (document) => include(document, tree, document) : (document) => exclude(document, tree);
}

/** `{a: {b: 1}}` means `{'a.b': 1}`; a document that starts with an operator is an expression. */
function flatten(spec: Doc, prefix: string): [string, Value][] {
  return [...spec].flatMap(([name, value]): [string, Value][] => {
    if (name.startsWith('$')) throw new CommandError(168, `Unrecognized expression '${name}'`);
    const [first] = isDoc(value) ? value.keys() : [];
    if (isDoc(value) && first?.startsWith('$') !== true) return flatten(value, `${prefix}${name}.`);
    return [[prefix + name, value]];
  });
}

function decideKind(entries: readonly [string, Value][]): boolean {
  const [first] = entries;
  const includes = first === undefined || readFlag(first[1]) !== false;
  for (const [path, value] of entries) {
    if ((readFlag(value) !== false) === includes) continue;
    if (includes)
      throw new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
    throw new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
  }
  return includes;
}

/** null: no flag but an expression. */
function readFlag(value: FieldValue): boolean | null {
  if (typeof value === 'boolean') return value;
  return isNumeric(value) ? toNumber(value) !== 0 : null;
}

function addLeaf(tree: Branch, path: string, leaf: true | Expression): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let branch = tree;
  for (const name of names) {
    const next = branch.get(name) ?? new Map();
    if (!(next instanceof Map)) throw new CommandError(31249, `Path collision at ${path}`);
    branch.set(name, next);
    branch = next;
  }
  if (branch.has(last)) throw new CommandError(31249, `Path collision at ${path}`);
  branch.set(last, leaf);
}

function include(document: Doc, tree: Branch, root: Doc): Doc {
  const made = new Map<string, Value>();
  for (const [name, value] of document) {
    const leaf = tree.get(name);
    if (leaf === true) made.set(name, value);
    if (!(leaf instanceof Map)) continue;
    const kept = includeBelow(value, leaf, root);
    if (kept !== undefined) made.set(name, kept);
  }
  for (const [name, leaf] of tree) {
    const value = computeField(leaf, made.has(name), root);
    if (value !== undefined) made.set(name, value);
  }
  return made;
}

/** A computed field below a field that is no document makes that document. */
function computeField(leaf: true | Expression | Branch, exists: boolean, root: Doc): FieldValue {
  if (typeof leaf === 'function') return leaf(root);
  if (leaf === true || exists || !hasExpression(leaf)) return undefined;
  return include(new Map(), leaf, root);
}

function hasExpression(tree: Branch): boolean {
  return [...tree.values()].some(
    (leaf) => typeof leaf === 'function' || (leaf instanceof Map && hasExpression(leaf)),
  );
}

function includeBelow(value: Value, tree: Branch, root: Doc): FieldValue {
  if (isDoc(value)) return include(value, tree, root);
  if (!isArray(value)) return undefined;
  return value
    .map((element) => includeBelow(element, tree, root))
    .filter((element): element is Value => element !== undefined);
}

function exclude(document: Doc, tree: Branch): Doc {
  const made = new Map<string, Value>();
  for (const [name, value] of document) {
    const leaf = tree.get(name);
    if (leaf === undefined) made.set(name, value);
    else if (leaf instanceof Map) made.set(name, excludeBelow(value, leaf));
  }
  return made;
}

function excludeBelow(value: Value, tree: Branch): Value {
  if (isDoc(value)) return exclude(value, tree);
  return isArray(value) ? value.map((element) => excludeBelow(element, tree)) : value;
}
