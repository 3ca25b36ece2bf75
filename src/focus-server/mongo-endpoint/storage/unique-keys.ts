/** The keys a unique index has taken. */
import { CommandError } from '../command-error.ts';
import { describeDocument } from '../bson/codec.ts';
import { findCandidates } from '../bson/path.ts';
import { keyOfValue } from '../bson/compare.ts';
import { isArray, type Doc, type FieldValue, type Value } from '../bson/value.ts';

export interface IndexSpec {
  readonly name: string;
  readonly key: ReadonlyMap<string, 1 | -1>;
  readonly unique: boolean;
}

/** Thrown when a document's keys are taken; a write error of MongoDB carries both documents. */
export class DuplicateKey extends CommandError {
  readonly keyPattern: ReadonlyMap<string, number>;
  readonly keyValue: Doc;

  constructor(namespace: string, { name, key }: IndexSpec, keyValue: Doc) {
    const values = describeDocument(keyValue);
    super(11000, `E11000 duplicate key error collection: ${namespace} index: ${name} dup key: ${values}`);
    this.keyPattern = key;
    this.keyValue = keyValue;
  }
}

export interface UniqueKeys {
  /** Throws DuplicateKey when another document than `previous` has one of its keys; what it returns takes them. */
  claim(document: Doc, previous?: Doc): () => void;
  remove(document: Doc): void;
}

export function createUniqueKeys(namespace: string, spec: IndexSpec): UniqueKeys {
  const taken = new Set<string>();
  return {
    claim(document, previous) {
      const own = new Set(previous === undefined ? [] : listKeys(previous, spec));
      const keys = listKeys(document, spec);
      for (const key of keys) {
        if (taken.has(key) && !own.has(key))
          throw new DuplicateKey(namespace, spec, findKeyValue(document, spec));
      }
      return () => {
        for (const key of keys) taken.add(key);
      };
    },
    remove(document) {
      for (const key of listKeys(document, spec)) taken.delete(key);
    },
  };
}

/** One key a document, or one for every combination of the elements of its arrays. */
function listKeys(document: Doc, { key }: IndexSpec): string[] {
  let combinations: Value[][] = [[]];
  for (const path of key.keys()) {
    const values = findKeyValues(document, path);
    if (values.length > 1 && combinations.length > 1)
      throw new CommandError(171, 'cannot index parallel arrays');
    combinations = combinations.flatMap((combination) => values.map((value) => combination.concat([value])));
  }
  return combinations.map(keyOfValue);
}

function findKeyValues(document: Doc, path: string): Value[] {
  const found = findCandidates(document, path);
  const elements = found.filter((value) => !isArray(value));
  return (elements.length > 0 ? elements : [undefined]).map((value: FieldValue) => value ?? null);
}

function findKeyValue(document: Doc, { key }: IndexSpec): Doc {
  return new Map([...key.keys()].map((path) => [path, findKeyValues(document, path)[0] ?? null]));
}
