/** What a command is, and what it is given. */
import type { Clock, Random } from '../../../model/clock.ts';
import type { Reply } from '../bson/codec.ts';
import type { Doc } from '../bson/value.ts';
import type { Cursors } from '../storage/cursors.ts';
import type { Store } from '../storage/store.ts';
import type { Credentials, Login } from '../wire/scram.ts';
import { checkFields, readArguments } from './arguments.ts';
import type { Arguments } from './arguments.ts';

/** Shared by all connections of an endpoint. */
export interface Server {
  readonly store: Store;
  readonly cursors: Cursors;
  readonly clock: Clock;
  readonly random: Random;
  readonly credentials: Credentials | null;
}

/** What belongs to one connection. */
export interface Session {
  readonly id: number;
  readonly login: Login | null;
}

export interface CommandContext {
  readonly server: Server;
  readonly session: Session;
  readonly database: string;
  readonly body: Doc;
  readonly args: Arguments;
}

export interface MongoCommand {
  readonly names: readonly string[];
  /** Fields it knows besides its name and those every command has; null: any, as the handshake has. */
  readonly fields: readonly string[] | null;
  /** Allowed before the client has logged in. */
  readonly beforeLogin?: boolean;
  /** Throws CommandError. `ok` is added to what it answers. */
  run(context: CommandContext): Reply;
}

// The reply that carries a cursor's first batch.

/** MongoDB's size of a first batch that was not asked for. */
export const FIRST_BATCH = 101;

interface Result {
  readonly documents: readonly Doc[];
  readonly size: number;
  readonly single?: boolean;
}

export function answerCursor({ server }: CommandContext, namespace: string, result: Result): Reply {
  const { id, documents } = server.cursors.open(namespace, result.documents, result);
  return { cursor: { firstBatch: documents, id, ns: namespace } };
}

/** From `cursor: {batchSize}`. */
export function readBatch(cursor: Doc): { size: number } {
  checkFields(cursor, 'cursor', new Set(['batchSize']));
  return { size: readArguments(cursor, 'cursor', '').count('batchSize') ?? FIRST_BATCH };
}
