/** insert, update, delete. What one document breaks is a write error beside what the others did. */
import { CommandError } from '../command-error.ts';
import type { Reply } from '../bson/codec.ts';
import { DuplicateKey } from '../storage/unique-keys.ts';
import type { Command, CommandContext } from './command.ts';
import { checkFields, readArguments, type Arguments } from './arguments.ts';
import { deleteDocuments } from './delete.ts';
import { insertDocument } from './insert.ts';
import { updateDocuments } from './update.ts';

export const WRITE_COMMANDS: readonly Command[] = [
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
