/** Ports for the streams of a server, next to others on the same machine. */
import { createServer, type Server } from 'node:net';
import { errorCode } from '../../kit/error-text.ts';
import { listen } from '../../kit/tcp.ts';
import type { Random } from '../../model/clock.ts';

export interface PortRange {
  /** Windows begin at `base + 1`; the base itself is held so that no other server takes the range. */
  readonly base: number;
  release(): Promise<void>;
}

export interface PortRangeWish {
  readonly host: string;
  /** 0: any. */
  readonly base: number;
  /** Ports needed above the base. */
  readonly size: number;
  readonly random: Random;
}

/** A port of the range that was asked for belongs to another program; another range may be free. */
export class StreamPortTaken extends Error {
  override name = 'StreamPortTaken';
}

/** Below the ports that systems give to outgoing connections. */
const LOWEST = 13_000;
const HIGHEST = 32_000;
const BLOCK = 100;
const MOST_TRIES = 100;

/** Rejects with StreamPortTaken, and with the error of the system when the address is none of this machine. */
export async function reservePortRange(wish: PortRangeWish): Promise<PortRange> {
  if (wish.base !== 0) return takeRange(wish.base, wish);
  const length = Math.ceil((wish.size + 1) / BLOCK) * BLOCK;
  const places = Math.floor((HIGHEST - LOWEST) / length);
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const range = await tryRange(LOWEST + Math.floor(wish.random() * places) * length, wish);
    if (range !== null) return range;
  }
  throw new Error(`no free range of ${wish.size} ports between ${LOWEST} and ${HIGHEST}`);
}

/** null when one of the ports is taken. */
async function tryRange(base: number, wish: PortRangeWish): Promise<PortRange | null> {
  try {
    return await takeRange(base, wish);
  } catch (error) {
    if (error instanceof StreamPortTaken) return null;
    throw error;
  }
}

/** Leaves nothing open when it rejects. */
async function takeRange(base: number, { host, size }: PortRangeWish): Promise<PortRange> {
  const lock = await occupy(base, host);
  const probes = await Promise.allSettled(
    Array.from({ length: size }, (_, index) => occupy(base + 1 + index, host)),
  );
  await Promise.all(probes.flatMap((probe) => (probe.status === 'fulfilled' ? [close(probe.value)] : [])));
  const failed = probes.find((probe) => probe.status === 'rejected');
  if (failed === undefined) return { base, release: () => close(lock) };
  await close(lock);
  throw failed.reason;
}

/** What another port may cure; a wrong address is wrong for all of them. */
const TAKEN = new Set<unknown>(['EADDRINUSE', 'EACCES']);

/** Rejects with StreamPortTaken. */
async function occupy(port: number, host: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  await listen(server, { host, port }).catch((error: unknown) => {
    const code = errorCode(error);
    throw TAKEN.has(code) ? new StreamPortTaken(`port ${port} is taken (${code})`, { cause: error }) : error;
  });
  return server;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
