import { onTestFinished } from 'vitest';
import { createFaultProxy } from '../../src/proxy/create-fault-proxy.ts';
import type { FaultProxy } from '../../src/proxy/create-fault-proxy.ts';
import type { Random } from '../../src/model/clock.ts';
import { createFakeClock, createSeededRandom } from './fake-clock.ts';
import type { FakeClock } from './fake-clock.ts';
import { dial, startServer } from './sockets.ts';
import type { Peer, TestServer } from './sockets.ts';

export interface Bench {
  readonly clock: FakeClock;
  readonly target: TestServer;
  readonly proxy: FaultProxy;
  readonly dial: () => Promise<Peer>;
}

export interface BenchOptions {
  readonly kind?: 'echo' | 'silent';
  readonly random?: Random;
  readonly maxConnections?: number;
}

/** A client, the proxy and a target, on real sockets and a clock of the test's; taken down after the test. */
export async function setUpBench(options: BenchOptions = {}): Promise<Bench> {
  const { kind = 'echo', random = createSeededRandom(7), maxConnections = 4096 } = options;
  const clock = createFakeClock();
  const target = await startServer(kind);
  const proxy = await createFaultProxy({
    listen: { host: '127.0.0.1', port: 0 },
    target: { host: '127.0.0.1', port: target.port },
    clock,
    random,
    maxConnections,
  });
  const clients: Peer[] = [];
  onTestFinished(async () => {
    for (const { socket } of clients) socket.destroy();
    await proxy.close();
    await target.close();
  });
  return {
    clock,
    target,
    proxy,
    async dial() {
      const client = await dial(proxy.address.port);
      clients.push(client);
      return client;
    },
  };
}
