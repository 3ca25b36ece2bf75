/** create, drop, dropDatabase. */
import { CommandError } from '../command-error.ts';
import type { Reply } from '../bson/codec.ts';
import type { Command, CommandContext } from './command.ts';

export const NAMESPACE_COMMANDS: readonly Command[] = [
  { names: ['create'], fields: [], run: create },
  { names: ['drop'], fields: [], run: drop },
  { names: ['dropDatabase'], fields: [], run: dropDatabase },
];

function create({ server, args }: CommandContext): Reply {
  const name = args.collection('create');
  if (server.store.find(name) !== undefined) {
    throw new CommandError(48, `Collection ${name.database}.${name.collection} already exists.`);
  }
  server.store.open(name);
  return {};
}

/** As MongoDB since 7.0, dropping what is not there succeeds. */
function drop({ server, args }: CommandContext): Reply {
  const name = args.collection('drop');
  const indexes = server.store.find(name)?.indexes().length ?? 0;
  if (!server.store.drop(name)) return {};
  return { nIndexesWas: indexes, ns: `${name.database}.${name.collection}` };
}

function dropDatabase({ server, database }: CommandContext): Reply {
  for (const name of server.store.collections(database)) server.store.drop(name);
  return { dropped: database };
}
