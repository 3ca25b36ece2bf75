/** One statement of an update. */
import { encodeDocument } from '../bson/codec.ts';
import type { Value } from '../bson/value.ts';
import { compileUpdate, seedUpsert } from '../change/update.ts';
import { compileFilter } from '../query/filter.ts';
import type { CollectionName } from '../storage/store.ts';
import type { Arguments } from './arguments.ts';
import type { Server } from './command.ts';
import { insertDocument } from './insert.ts';

export interface Updated {
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId: Value | undefined;
}

export function updateDocuments(server: Server, name: CollectionName, statement: Arguments): Updated {
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
