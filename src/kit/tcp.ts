/** Servers that listen on a port, and how the place where they do is written. */
import type { AddressInfo, Server } from 'node:net';

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Port 0: any free one. Resolves with where it listens, rejects with the system's error. What fails later is the
 * accepting of one connection: that client's problem, the next one is served.
 */
export function listen(server: Server, { host, port }: TcpAddress): Promise<TcpAddress> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.on('error', () => {});
      server.off('error', reject);
      const { address, port: bound } = server.address() as AddressInfo;
      resolve({ host: address, port: bound });
    });
  });
}

/** As it stands in a URL: an IPv6 address in brackets. */
export function writeHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
