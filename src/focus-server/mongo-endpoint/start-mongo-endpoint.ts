/** An embedded MongoDB: its wire protocol over TCP, its documents in memory. */
import { createServer, type Server as TcpServer, type Socket } from 'node:net';
import { listen, writeHost } from '../../kit/tcp.ts';
import type { Clock, Random } from '../../model/clock.ts';
import { runCommand } from './commands/run-command.ts';
import type { Server } from './commands/command.ts';
import { createCursors } from './storage/cursors.ts';
import { createStore, type Store } from './storage/store.ts';
import { serveConnection } from './wire/connection.ts';
import { createLogin, createVerifier, type Credentials } from './wire/scram.ts';

const MOST_CONNECTIONS = 2000;

export interface MongoEndpointOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly clock: Clock;
  /** Picks the documents of $sample, new ids, and what a login needs. */
  readonly random: Random;
  /** With them every client must log in by SCRAM-SHA-256. */
  readonly credentials?: Credentials;
  /** Most bytes of documents; 512 MiB by default. */
  readonly mostBytes?: number;
}

export interface MongoEndpoint {
  /** With user and password where there are any. */
  readonly uri: string;
  readonly host: string;
  readonly port: number;
  /** Connections that are open now. */
  connections(): number;
  readonly store: Store;
  /** Ends every connection and frees the port. Safe to call twice. */
  close(): Promise<void>;
}

/** Rejects when the port is taken. */
export async function startMongoEndpoint(options: MongoEndpointOptions): Promise<MongoEndpoint> {
  const { host, clock, random, credentials = null } = options;
  const store = createStore(options.mostBytes);
  const server: Server = { store, cursors: createCursors(clock), clock, random, credentials };
  const verifier = credentials === null ? null : createVerifier(credentials, random);
  const sockets = new Set<Socket>();
  let count = 0;
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    count += 1;
    const session = { id: count, login: verifier === null ? null : createLogin(verifier, random) };
    serveConnection(socket, { clock, answer: (body) => runCommand(body, server, session) });
  });
  tcp.maxConnections = MOST_CONNECTIONS;
  const { port } = await listen(tcp, options);
  let closed: Promise<void> | null = null;
  return {
    uri: `mongodb://${writeLogin(credentials)}${writeHost(host)}:${port}/`,
    host,
    port,
    connections: () => sockets.size,
    store,
    close: () => (closed ??= closeServer(tcp, sockets)),
  };
}

function writeLogin(credentials: Credentials | null): string {
  if (credentials === null) return '';
  return `${encodeURIComponent(credentials.user)}:${encodeURIComponent(credentials.password)}@`;
}

async function closeServer(tcp: TcpServer, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = [tcp, ...sockets].map((part) => new Promise((resolve) => part.once('close', resolve)));
  tcp.close();
  for (const socket of sockets) socket.destroy();
  await Promise.all(closed);
}
