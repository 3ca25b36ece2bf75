import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/proxy/fault.ts';
import { createFaultProxy } from '../../src/proxy/create-fault-proxy.ts';
import { createFakeClock, createSeededRandom, until } from './fake-clock.ts';
import { dial, startServer } from './sockets.ts';

/** Faults that delay and never lose. */
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constant('latency' as const),
    ms: fc.integer({ min: 0, max: 500 }),
    jitterMs: fc.integer({ min: 0, max: 500 }),
  }),
  fc.record({
    kind: fc.constant('bandwidth' as const),
    bytesPerSecond: fc.integer({ min: 2000, max: 1_000_000 }),
  }),
  fc.record({
    kind: fc.constant('loss' as const),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    stallMs: fc.integer({ min: 0, max: 300 }),
  }),
  fc.constant({ kind: 'slow-close' as const, ms: 250 }),
  fc.constant({ kind: 'partition' as const }),
);

/** What happens while bytes are under way: the n-th step writes, injects, or undoes the oldest fault. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 4000 }) },
  { weight: 2, arbitrary: fault },
  { weight: 1, arbitrary: fc.constant('undo' as const) },
);

describe('bytes through the proxy', () => {
  it('come out equal and in order under any faults that only delay, switched while they are under way', async () => {
    const target = await startServer('echo');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), fc.nat(), async (steps, seed) => {
        const clock = createFakeClock();
        const proxy = await createFaultProxy({
          listen: { host: '127.0.0.1', port: 0 },
          target: { host: '127.0.0.1', port: target.port },
          clock,
          random: createSeededRandom(seed),
        });
        const client = await dial(proxy.address.port);
        const sent: Uint8Array[] = [];
        for (const each of steps) {
          if (each === 'undo') await proxy.active()[0]?.undo();
          else if ('kind' in each) await proxy.inject(each);
          else {
            sent.push(each);
            client.socket.write(each);
          }
          clock.advance(40);
          await new Promise((resolve) => setImmediate(resolve));
        }
        for (const active of proxy.active()) if (active.fault.kind === 'partition') await active.undo();
        client.socket.end();
        await until(() => {
          clock.advance(1000);
          return client.fate() !== 'open';
        });
        expect(client.bytes().equals(Buffer.concat(sent))).toBe(true);
        await until(() => proxy.connections() === 0);
        expect(proxy.counters()).toMatchObject({ resets: 0, heldBytes: 0 });
        await proxy.close();
        client.socket.destroy();
      }),
      { seed: 20, numRuns: 60 },
    );
    await target.close();
  });
});
