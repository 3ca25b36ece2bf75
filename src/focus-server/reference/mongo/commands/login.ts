/** SCRAM-SHA-256 over saslStart and saslContinue. */
import { Binary } from 'mongodb';
import { CommandError } from '../command-error.ts';
import type { Reply } from '../bson/codec.ts';
import { isDoc, type Doc } from '../bson/value.ts';
import type { Login } from '../wire/scram.ts';
import type { Command, CommandContext } from './command.ts';

export const LOGIN_COMMANDS: readonly Command[] = [
  {
    names: ['saslStart'],
    fields: null,
    beforeLogin: true,
    run: (context) => startLogin(context.body, readLogin(context)),
  },
  { names: ['saslContinue'], fields: null, beforeLogin: true, run: continueLogin },
];

/** Throws AuthenticationFailed or MechanismUnavailable. */
export function startLogin(start: Doc, login: Login): Reply {
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
