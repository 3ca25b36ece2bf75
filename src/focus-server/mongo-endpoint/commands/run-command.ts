/** From the body of a command to its reply. */
import { errorText } from '../../../kit/error-text.ts';
import { Double } from 'mongodb';
import type { Reply } from '../bson/codec.ts';
import type { Doc } from '../bson/value.ts';
import { CommandError, describeError } from '../command-error.ts';
import { checkFields, readArguments } from './arguments.ts';
import { COLLECTION_COMMANDS } from './collections.ts';
import type { MongoCommand, Server, Session } from './command.ts';
import { HANDSHAKE_COMMANDS } from './handshake.ts';
import { LIST_COMMANDS } from './list.ts';
import { READ_COMMANDS } from './read.ts';
import { WRITE_COMMANDS } from './write.ts';

/** What drivers add to any command. */
const COMMON_FIELDS = [
  '$db',
  '$readPreference',
  '$clusterTime',
  'lsid',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'maxTimeMS',
  'comment',
  'readConcern',
  'writeConcern',
];

interface Known {
  readonly command: MongoCommand;
  readonly fields: ReadonlySet<string> | null;
}

const COMMANDS: ReadonlyMap<string, Known> = new Map(
  [HANDSHAKE_COMMANDS, LIST_COMMANDS, READ_COMMANDS, WRITE_COMMANDS, COLLECTION_COMMANDS]
    .flat()
    .flatMap((command) => command.names.map((name) => [name, index(name, command)] as const)),
);

function index(name: string, command: MongoCommand): Known {
  return {
    command,
    fields: command.fields === null ? null : new Set([name, ...command.fields, ...COMMON_FIELDS]),
  };
}

/** Never throws: what goes wrong is the reply. */
export function runCommand(body: Doc, server: Server, session: Session): Reply {
  try {
    return { ...run(body, server, session), ok: new Double(1) };
  } catch (error) {
    return describeError(error instanceof CommandError ? error : new CommandError(1, errorText(error)));
  }
}

function run(body: Doc, server: Server, session: Session): Reply {
  const [name = ''] = body.keys();
  if (name === 'unsupportedQuery') throw refuseQuery(body);
  const known = COMMANDS.get(name);
  const database = body.get('$db');
  if (typeof database !== 'string') throw new CommandError(40571, 'OP_MSG requests require a $db argument');
  if (known === undefined) throw new CommandError(59, `no such command: '${name}'`);
  if (session.login?.done() === false && known.command.beforeLogin !== true) {
    throw new CommandError(13, `Command ${name} requires authentication`);
  }
  if (known.fields !== null) checkFields(body, name, known.fields);
  return known.command.run({ server, session, database, body, args: readArguments(body, name, database) });
}

function refuseQuery(body: Doc): CommandError {
  const asked = body.get('unsupportedQuery');
  return new CommandError(
    352,
    `Unsupported OP_QUERY command: ${typeof asked === 'string' ? asked : ''}. The client driver may require an upgrade.`,
  );
}
