/** Garbage on the port: no crash, no leak, and everybody else is served. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { openClient, startEndpoint } from './embedded.ts';
import {
  connectRaw,
  writeMessage,
  writeQuery,
  writeSequence,
  frame,
  writeFlags,
  writeBody,
} from './raw-client.ts';

const VALID: readonly Buffer[] = [
  writeMessage(1, { hello: 1, $db: 'admin', client: { driver: { name: 'x' } } }),
  writeMessage(2, {
    find: 'things',
    filter: { a: { $gt: 1 }, $or: [{ b: null }] },
    sort: { a: 1 },
    $db: 'shop',
  }),
  writeMessage(3, {
    aggregate: 'things',
    pipeline: [{ $group: { _id: '$a', n: { $sum: 1 } } }],
    cursor: {},
    $db: 'shop',
  }),
  writeMessage(4, {
    saslStart: 1,
    mechanism: 'SCRAM-SHA-256',
    payload: Buffer.from('n,,n=a,r=b'),
    $db: 'admin',
  }),
  writeQuery(5, 'admin.$cmd', { isMaster: 1 }),
  frame(
    2013,
    6,
    writeFlags(0),
    writeBody({ insert: 'things', $db: 'shop' }),
    writeSequence('documents', [{ a: 1 }]),
  ),
  frame(
    2013,
    7,
    writeFlags(0),
    writeBody({ update: 'things', $db: 'shop' }),
    writeSequence('updates', [{ q: { a: 1 }, u: { $set: { 'b.0.c': 1 } }, upsert: true }]),
  ),
];

const noise = fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const truncated = fc
  .record({ message: fc.constantFrom(...VALID), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ message, share }) => message.subarray(0, Math.ceil(message.length * share)));
const mutated = fc
  .record({
    message: fc.constantFrom(...VALID),
    changes: fc.array(fc.record({ at: fc.nat(1000), byte: fc.nat(255) }), { minLength: 1, maxLength: 6 }),
  })
  .map(({ message, changes }) => {
    const copy = Buffer.from(message);
    for (const { at, byte } of changes) copy[16 + (at % (copy.length - 16))] = byte;
    return copy;
  });
const lying = fc
  .record({ message: fc.constantFrom(...VALID), length: fc.integer() })
  .map(({ message, length }) => {
    const copy = Buffer.from(message);
    copy.writeInt32LE(length, 0);
    return copy;
  });

it('survives 300 connections of garbage', async () => {
  const endpoint = await startEndpoint();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(noise, truncated, mutated, lying), { minLength: 1, maxLength: 3 }),
      async (bytes) => {
        const client = await connectRaw(endpoint.port);
        client.send(...bytes);
        await client.end();
      },
    ),
    { seed: 20_240_612, numRuns: 300 },
  );
  await vi.waitFor(() => expect(endpoint.connections()).toBe(0), 10_000);
  const client = openClient(endpoint.uri);
  expect(await client.db('admin').command({ hello: 1 })).toMatchObject({ isWritablePrimary: true });
  await client.close();
  await vi.waitFor(() => expect(endpoint.connections()).toBe(0), 10_000);
});
