/** Ports for the streams of an embedded server, next to others on the same machine. */
import { createServer, type Server } from 'node:net';
import type { Random } from '../contract/ports.ts';

export interface PortRange {
  /** Windows begin at `base + 1`; the base itself is held so that no other server takes the range. */
  readonly base: number;
  release(): Promise<void>;
}

export interface PortRangeWish {
  readonly host: string;
  /** Ports needed above the base. */
  readonly size: number;
  readonly random: Random;
}

/** Below the ports that systems give to outgoing connections. */
const LOWEST = 13_000;
const HIGHEST = 32_000;
const BLOCK = 100;
const MOST_TRIES = 100;

/** Rejects when no range is found, and with the error of the system when the address is none of this machine. */
export async function reservePortRange(wish: PortRangeWish): Promise<PortRange> {
  const length = Math.ceil((wish.size + 1) / BLOCK) * BLOCK;
  const places = Math.floor((HIGHEST - LOWEST) / length);
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const base = LOWEST + Math.floor(wish.random() * places) * length;
    const range = await tryRange(base, wish);
    if (range !== null) return range;
  }
  throw new Error(`no free range of ${wish.size} ports between ${LOWEST} and ${HIGHEST}`);
}

/** null when one of the ports is taken. Leaves nothing open when it rejects. */
async function tryRange(base: number, { host, size }: PortRangeWish): Promise<PortRange | null> {
  const lock = await listen(base, host);
  if (lock === null) return null;
  const probes = await Promise.allSettled(
    Array.from({ length: size }, (_, index) => listen(base + 1 + index, host)),
  );
  const servers = probes.map((probe) => (probe.status === 'fulfilled' ? probe.value : null));
  await Promise.all(servers.filter((server) => server !== null).map(close));
  if (!servers.includes(null)) return { base, release: () => close(lock) };
  await close(lock);
  const failed = probes.find((probe) => probe.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return null;
}

/** What another port may cure; a wrong address is wrong for all of them. */
const TAKEN = new Set<unknown>(['EADDRINUSE', 'EACCES']);

/** null when the port is taken. */
function listen(port: number, host: string): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (TAKEN.has(error.code)) resolve(null);
      else reject(error);
    });
    server.listen(port, host, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
