/** What an update makes of a document: $set, $unset or a replacement. Documents are never changed in place, so open cursors keep what they saw. */
import { CommandError } from '../command-error.ts';
import { compareValues } from '../bson/compare.ts';
import { isDoc, type Doc, type Found, type Value } from '../bson/value.ts';
import { setAtPath, splitPath, unsetAtPath } from './set-path.ts';

export type Change = (document: Doc) => Doc;

type Operator = (document: Doc, path: string, value: Value) => Doc;

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$set', (document, path, value) => setAtPath(document, splitPath(path), value)],
  ['$unset', (document, path) => unsetAtPath(document, splitPath(path))],
]);

export function compileUpdate(update: Found, multi: boolean): Change {
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
