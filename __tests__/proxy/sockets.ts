import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** One end of a connection and everything that has happened to it. */
export interface Peer {
  readonly socket: Socket;
  text(): string;
  bytes(): Buffer;
  /** How it came to its end, as far as it has. */
  readonly fate: () => 'open' | 'ended' | 'reset' | 'closed';
}

export function watch(socket: Socket): Peer {
  const chunks: Buffer[] = [];
  let fate: ReturnType<Peer['fate']> = 'open';
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('end', () => (fate = 'ended'));
  socket.on('error', () => (fate = 'reset'));
  socket.on('close', () => (fate = fate === 'reset' ? 'reset' : 'closed'));
  return {
    socket,
    bytes: () => Buffer.concat(chunks),
    text: () => Buffer.concat(chunks).toString(),
    fate: () => fate,
  };
}

export function dial(port: number): Promise<Peer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(watch(socket));
    });
  });
}

export interface TestServer {
  readonly port: number;
  readonly peers: Peer[];
  readonly server: Server;
  close(): Promise<void>;
}

/** Records all its peers; `echo` also answers what it hears, and ends when they end. */
export function startServer(kind: 'echo' | 'silent'): Promise<TestServer> {
  const peers: Peer[] = [];
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    peers.push(watch(socket));
    if (kind === 'echo') socket.pipe(socket);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const { socket } of peers) socket.destroy();
    });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({ port: (server.address() as AddressInfo).port, peers, server, close }),
    );
  });
}
