/** A way to a server that can go dead: its connections then stay open and carry nothing ever again, as after a partition. */
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Tunnel {
  readonly uri: string;
  /** What is open goes dead for good; what comes is accepted and not served. */
  cut(): void;
  /** All but the oldest, by which a driver watches the server, go dead for good; what comes is served. */
  cutAllButOldest(): void;
  /** What comes is served again. */
  heal(): void;
  connections(): number;
}

export async function openTunnel(targetPort: number): Promise<Tunnel> {
  const clients = new Set<Socket>();
  const targets = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    clients.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => clients.delete(client));
    if (isCut) {
      client.resume();
      return;
    }
    const target = connect(targetPort, '127.0.0.1');
    targets.add(target);
    target.on('error', () => target.destroy());
    target.on('close', () => targets.delete(target));
    client.on('close', () => target.destroy());
    client.pipe(target);
    target.pipe(client);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
    for (const socket of [...clients, ...targets]) socket.destroy();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    uri: `mongodb://127.0.0.1:${String(port)}/?directConnection=true`,
    cut() {
      isCut = true;
      for (const socket of [...targets, ...clients]) socket.unpipe().resume();
    },
    cutAllButOldest() {
      for (const socket of [...[...targets].slice(1), ...[...clients].slice(1)]) socket.unpipe().resume();
    },
    heal() {
      isCut = false;
    },
    connections: () => clients.size,
  };
}
