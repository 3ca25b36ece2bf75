/** What a command is, and what it is given. */
import type { Clock, Random } from '../../../../model/clock.ts';
import type { Reply } from '../bson/codec.ts';
import type { Doc } from '../bson/value.ts';
import type { Cursors } from '../storage/cursors.ts';
import type { Store } from '../storage/store.ts';
import type { Credentials, Login } from '../wire/scram.ts';
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

export interface Command {
  readonly names: readonly string[];
  /** Fields it knows besides its name and those every command has; null: any, as the handshake has. */
  readonly fields: readonly string[] | null;
  /** Allowed before the client has logged in. */
  readonly beforeLogin?: boolean;
  /** Throws CommandError. `ok` is added to what it answers. */
  run(context: CommandContext): Reply;
}
