/** The arguments of a command, checked as they are read. */
import { CommandError } from '../command-error.ts';
import { isNumeric, toNumber, isArray, isDoc, type Doc, type FieldValue, type Value } from '../bson/value.ts';
import type { CollectionName } from '../storage/store.ts';

const EMPTY: Doc = new Map();

export interface Arguments {
  readonly command: string;
  has(name: string): boolean;
  /** Empty when absent. */
  doc(name: string): Doc;
  docs(name: string): readonly Doc[];
  flag(name: string): boolean;
  text(name: string): string;
  /** A whole number from 0; undefined when absent. */
  count(name: string): number | undefined;
  /** The collection that the command names in the field of this name. */
  collection(name: string): CollectionName;
  value(name: string): FieldValue;
}

/** `prefix` is what errors call the document: the command, or a part of it such as `update.updates`. */
export function readArguments(body: Doc, prefix: string, database: string): Arguments {
  function refuse(name: string, expected: string): CommandError {
    return new CommandError(
      14,
      `BSON field '${prefix}.${name}' is the wrong type, expected type '${expected}'`,
    );
  }

  function text(name: string): string {
    const value = body.get(name);
    if (typeof value !== 'string') throw refuse(name, 'string');
    return value;
  }

  function docs(name: string): readonly Doc[] {
    const value = body.get(name);
    if (isArray(value) && value.every(isDoc)) return value;
    throw value === undefined ? missing(prefix, name) : refuse(name, 'array');
  }

  return {
    command: prefix,
    has: (name) => body.has(name),
    value: (name) => body.get(name),
    text,
    docs,
    doc(name) {
      const value = body.get(name) ?? EMPTY;
      if (!isDoc(value)) throw refuse(name, 'object');
      return value;
    },
    flag(name) {
      const value = body.get(name) ?? false;
      if (typeof value === 'boolean') return value;
      if (!isNumeric(value)) throw refuse(name, 'bool');
      return toNumber(value) !== 0;
    },
    count(name) {
      const value = body.get(name);
      return value === undefined || value === null
        ? undefined
        : readCount(value, () => refuse(name, 'long'), name);
    },
    collection: (name) => ({ database, collection: text(name) }),
  };
}

/** Refuses fields the command does not have: ignoring one would answer another question than the one asked. */
export function checkFields(body: Doc, prefix: string, known: ReadonlySet<string>): void {
  for (const name of body.keys()) {
    if (!known.has(name))
      throw new CommandError(40415, `BSON field '${prefix}.${name}' is an unknown field.`);
  }
}

function missing(prefix: string, name: string): CommandError {
  return new CommandError(40414, `BSON field '${prefix}.${name}' is missing but a required field`);
}

function readCount(value: Value, refuse: () => CommandError, name: string): number {
  const number = toNumber(value);
  if (!Number.isInteger(number)) throw refuse();
  if (number < 0) {
    throw new CommandError(
      51024,
      `BSON field '${name}' value must be >= 0, actual value '${String(number)}'`,
    );
  }
  return number;
}
