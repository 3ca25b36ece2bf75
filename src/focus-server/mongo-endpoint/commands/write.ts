/** insert, update, delete. What one document breaks is a write error beside what the others did. */
import { BSONRegExp, ObjectId } from 'mongodb';
import { encodeDocument } from '../bson/codec.ts';
import type { Reply } from '../bson/codec.ts';
import { isArray } from '../bson/value.ts';
import type { Doc, FieldValue, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { compileFilter } from '../query/filter.ts';
import { compileUpdate, seedUpsert } from '../query/update.ts';
import type { Collection } from '../storage/collection.ts';
import type { CollectionName } from '../storage/store.ts';
import { DuplicateKey } from '../storage/unique-keys.ts';
import { checkFields, readArguments } from './arguments.ts';
import type { Arguments } from './arguments.ts';
import type { MongoCommand, CommandContext, Server } from './command.ts';

export const WRITE_COMMANDS: readonly MongoCommand[] = [
  { names: ['insert'], fields: ['documents', 'ordered', 'bypassDocumentValidation'], run: insert },
  { names: ['update'], fields: ['updates', 'ordered', 'bypassDocumentValidation'], run: update },
  { names: ['delete'], fields: ['deletes', 'ordered'], run: remove },
];

function insert({ server, args }: CommandContext): Reply {
  const collection = server.store.open(args.collection('insert'));
  let n = 0;
  const errors = writeEach(args, 'documents', (document) => {
    insertDocument(collection, document, server);
    n += 1;
  });
  return { n, ...errors };
}

function update({ server, database, args }: CommandContext): Reply {
  let n = 0;
  let nModified = 0;
  const upserted: Reply[] = [];
  const errors = writeEach(args, 'updates', (statement, index) => {
    checkFields(statement, 'update.updates', new Set(['q', 'u', 'multi', 'upsert', 'hint']));
    const parts = readArguments(statement, 'update.updates', database);
    const done = updateDocuments(server, args.collection('update'), parts);
    n += done.matched + (done.upsertedId === undefined ? 0 : 1);
    nModified += done.modified;
    if (done.upsertedId !== undefined) upserted.push({ index, _id: done.upsertedId });
  });
  return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...errors };
}

function remove({ server, database, args }: CommandContext): Reply {
  let n = 0;
  const collection = server.store.find(args.collection('delete'));
  const errors = writeEach(args, 'deletes', (statement) => {
    checkFields(statement, 'delete.deletes', new Set(['q', 'limit', 'hint']));
    const parts = readArguments(statement, 'delete.deletes', database);
    n += deleteDocuments(collection, parts);
  });
  return { n, ...errors };
}

type WriteOne = (statement: ReturnType<Arguments['docs']>[number], index: number) => void;

/** Ordered writes end at the first error. */
function writeEach(args: Arguments, name: string, write: WriteOne): Reply {
  const ordered = !args.has('ordered') || args.flag('ordered');
  const writeErrors: Reply[] = [];
  for (const [index, statement] of args.docs(name).entries()) {
    try {
      write(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      writeErrors.push(describeError(error, index));
      if (ordered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

function describeError(error: CommandError, index: number): Reply {
  const keys =
    error instanceof DuplicateKey ? { keyPattern: error.keyPattern, keyValue: error.keyValue } : {};
  return { index, code: error.code, ...keys, errmsg: error.message };
}

// One document into a collection.

/** `_id` comes first, and is made where there is none. */
function insertDocument(collection: Collection, document: Doc, server: Server): Value {
  const id = document.get('_id') ?? (document.has('_id') ? null : makeId(server));
  checkId(id);
  const rest = [...document].filter(([name]) => name !== '_id');
  collection.insert(new Map([['_id', id], ...rest]));
  return id;
}

function checkId(id: FieldValue): void {
  if (isArray(id)) throw new CommandError(53, "The '_id' value cannot be of type array");
  if (id instanceof BSONRegExp) throw new CommandError(53, "The '_id' value cannot be of type regex");
}

/** Four bytes of seconds, eight of chance. */
function makeId({ clock, random }: Server): ObjectId {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(Math.floor(clock.now() / 1000) % 2 ** 32);
  for (let index = 4; index < bytes.length; index += 1) bytes[index] = Math.floor(random() * 256);
  return new ObjectId(bytes);
}

// One statement of an update.

interface Updated {
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId: Value | undefined;
}

function updateDocuments(server: Server, name: CollectionName, statement: Arguments): Updated {
  const filter = statement.doc('q');
  const matches = compileFilter(filter);
  const multi = statement.flag('multi');
  const change = compileUpdate(statement.value('u'), multi);
  const collection = server.store.find(name);
  const found = (collection?.documents() ?? []).filter(matches).slice(0, multi ? Infinity : 1);
  if (found.length === 0 && statement.flag('upsert')) {
    const upsertedId = insertDocument(server.store.open(name), change(seedUpsert(filter)), server);
    return { matched: 0, modified: 0, upsertedId };
  }
  let modified = 0;
  for (const document of found) {
    const changed = change(document);
    if (Buffer.compare(encodeDocument(document), encodeDocument(changed)) === 0) continue;
    collection?.replace(document, changed);
    modified += 1;
  }
  return { matched: found.length, modified, upsertedId: undefined };
}

// One statement of a delete.

/** How many went. */
function deleteDocuments(collection: Collection | undefined, statement: Arguments): number {
  const matches = compileFilter(statement.doc('q'));
  const limit = statement.count('limit');
  if (limit !== 0 && limit !== 1)
    throw new CommandError(9, 'The limit field in delete objects must be 0 or 1');
  const found = (collection?.documents() ?? []).filter(matches).slice(0, limit === 1 ? 1 : Infinity);
  for (const document of found) collection?.remove(document);
  return found.length;
}
