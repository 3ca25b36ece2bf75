/** One document into a collection. */
import { BSONRegExp, ObjectId } from 'mongodb';
import { CommandError } from '../command-error.ts';
import { isArray, type Doc, type Found, type Value } from '../bson/value.ts';
import type { Collection } from '../storage/collection.ts';
import type { Server } from './command.ts';

/** `_id` comes first, and is made where there is none. */
export function insertDocument(collection: Collection, document: Doc, server: Server): Value {
  const id = document.get('_id') ?? (document.has('_id') ? null : makeId(server));
  checkId(id);
  const rest = [...document].filter(([name]) => name !== '_id');
  collection.insert(new Map([['_id', id], ...rest]));
  return id;
}

function checkId(id: Found): void {
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
