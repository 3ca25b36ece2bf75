/** The port of one job, and the connections on it: they are ours, because gRPC cannot end one whose client is silent. */
import { createServer, type Socket } from 'node:net';
import { errorText } from '../../../kit/error-text.ts';
import { listen, writeHost } from '../../../kit/tcp.ts';

export interface StreamPort {
  readonly port: number;
  /** Takes no more connections. Resolves when those there were have ended, and the port is free. */
  close(): Promise<void>;
  /** Ends the connections at once, whatever waits to be sent on them. */
  cut(): void;
}

interface StreamAddress {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Rejects when the port is taken. */
export async function openStreamPort(
  address: StreamAddress,
  serve: (socket: Socket) => void,
): Promise<StreamPort> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  const { port } = await listen(server, address).catch((error: unknown) => {
    const place = `${writeHost(address.host)}:${address.port}`;
    throw new Error(`cannot listen on ${place}: ${errorText(error)}`, { cause: error });
  });
  return {
    port,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
