/** What a driver says before it asks for anything: who are you, are you there, and its login by SCRAM-SHA-256. */
import { Binary } from 'mongodb';
import { MOST_DOCUMENT_BYTES } from '../bson/codec.ts';
import type { Reply } from '../bson/codec.ts';
import { isDoc } from '../bson/value.ts';
import type { Doc } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { MOST_MESSAGE_BYTES } from '../wire/message.ts';
import type { Login } from '../wire/scram.ts';
import type { MongoCommand, CommandContext } from './command.ts';

const VERSION = '7.0.0';
/** The wire version of MongoDB 7.0. */
const WIRE_VERSION = 21;

export const HANDSHAKE_COMMANDS: readonly MongoCommand[] = [
  {
    names: ['hello'],
    fields: null,
    beforeLogin: true,
    run: (context) => answerHello(context, 'isWritablePrimary'),
  },
  {
    names: ['isMaster', 'ismaster'],
    fields: null,
    beforeLogin: true,
    run: (context) => answerHello(context, 'ismaster'),
  },
  { names: ['ping'], fields: [], beforeLogin: true, run: () => ({}) },
  { names: ['buildInfo', 'buildinfo'], fields: [], beforeLogin: true, run: answerBuildInfo },
  { names: ['connectionStatus'], fields: ['showPrivileges'], beforeLogin: true, run: answerConnectionStatus },
  { names: ['endSessions'], fields: [], run: () => ({}) },
  {
    names: ['saslStart'],
    fields: null,
    beforeLogin: true,
    run: (context) => startLogin(context.body, readLogin(context)),
  },
  { names: ['saslContinue'], fields: null, beforeLogin: true, run: continueLogin },
];

/** A standalone server. Without topologyVersion drivers poll instead of waiting for changes that never come. */
function answerHello(context: CommandContext, primaryField: string): Reply {
  const { server, session, args } = context;
  const speculative = args.has('speculativeAuthenticate') ? args.doc('speculativeAuthenticate') : null;
  const first = speculative === null ? null : startSpeculatively(context);
  return {
    helloOk: true,
    [primaryField]: true,
    maxBsonObjectSize: MOST_DOCUMENT_BYTES,
    maxMessageSizeBytes: MOST_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(server.clock.now()),
    logicalSessionTimeoutMinutes: 30,
    connectionId: session.id,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ...(isKnownUser(context) ? { saslSupportedMechs: ['SCRAM-SHA-256'] } : {}),
    ...(first === null ? {} : { speculativeAuthenticate: first }),
  };
}

/** A first step that fails is left out, and the driver logs in the long way. */
function startSpeculatively({ session, body }: CommandContext): Reply | null {
  const start = body.get('speculativeAuthenticate');
  if (!isDoc(start) || session.login === null) return null;
  try {
    return startLogin(start, session.login);
  } catch (error) {
    if (error instanceof CommandError) return null;
    throw error;
  }
}

/** The client names the user as `database.user`. */
function isKnownUser({ server, body }: CommandContext): boolean {
  const asked = body.get('saslSupportedMechs');
  if (typeof asked !== 'string' || server.credentials === null) return false;
  return asked.slice(asked.indexOf('.') + 1) === server.credentials.user;
}

function answerBuildInfo(): Reply {
  return {
    version: VERSION,
    versionArray: [...VERSION.split('.').map(Number), 0],
    gitVersion: 'focus-stability',
    bits: 64,
    debug: false,
    maxBsonObjectSize: MOST_DOCUMENT_BYTES,
    modules: [],
  };
}

function answerConnectionStatus({ server, session }: CommandContext): Reply {
  const isIn = server.credentials !== null && session.login?.done() === true;
  const users = isIn ? [{ user: server.credentials?.user, db: 'admin' }] : [];
  const roles = isIn ? [{ role: 'root', db: 'admin' }] : [];
  return { authInfo: { authenticatedUsers: users, authenticatedUserRoles: roles } };
}

// SCRAM-SHA-256 over saslStart and saslContinue.

/** Throws AuthenticationFailed or MechanismUnavailable. */
function startLogin(start: Doc, login: Login): Reply {
  if (start.get('mechanism') !== 'SCRAM-SHA-256') {
    throw new CommandError(334, 'Unsupported mechanism: only SCRAM-SHA-256 is known');
  }
  const options = start.get('options');
  const isShort = isDoc(options) && options.get('skipEmptyExchange') === true;
  const payload = login.start(readPayload(start), isShort);
  return { conversationId: 1, done: false, payload: new Binary(Buffer.from(payload)) };
}

function continueLogin(context: CommandContext): Reply {
  const login = readLogin(context);
  const payload = login.next(readPayload(context.body));
  return { conversationId: 1, done: login.done(), payload: new Binary(Buffer.from(payload)) };
}

function readLogin({ session }: CommandContext): Login {
  if (session.login === null) throw new CommandError(18, 'this server has no users');
  return session.login;
}

function readPayload(step: Doc): string {
  const payload = step.get('payload');
  if (!(payload instanceof Binary)) throw new CommandError(18, 'Authentication failed.');
  return Buffer.from(payload.value()).toString('utf8');
}
