/** The wire protocol below what drivers show of it. */
import { BSON } from 'mongodb';
import { describe, expect, it, vi } from 'vitest';
import { startEndpoint } from './embedded.ts';
import {
  connectRaw,
  frame,
  writeBody,
  writeFlags,
  writeMessage,
  writeQuery,
  writeSequence,
} from './raw-client.ts';
import { createFakeClock } from '../../proxy/fake-clock.ts';

const PING = { ping: 1, $db: 'admin' };
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

describe('messages', () => {
  it.each(['isMaster', 'ismaster', 'hello'])('answers the old query %s in its own form', async (name) => {
    const client = await connectRaw((await startEndpoint()).port);
    client.send(writeQuery(7, 'admin.$cmd', { [name]: 1, helloOk: true }));
    const reply = await client.read();
    expect(reply).toMatchObject({
      responseTo: 7,
      opCode: 1,
      document: { ok: 1, helloOk: true, maxWireVersion: 21 },
    });
    expect(reply?.document[name === 'hello' ? 'isWritablePrimary' : 'ismaster']).toBe(true);
  });

  it('answers other old queries with an error that says so', async () => {
    const client = await connectRaw((await startEndpoint()).port);
    client.send(writeQuery(1, 'shop.$cmd', { find: 'things' }), writeQuery(2, 'shop.things', { a: 1 }));
    expect((await client.read())?.document).toMatchObject({
      ok: 0,
      code: 352,
      codeName: 'UnsupportedOpQueryCommand',
    });
    expect((await client.read())?.document).toMatchObject({ ok: 0, code: 352 });
  });

  it('takes documents from sections of kind 1, before and after the body', async () => {
    const client = await connectRaw((await startEndpoint()).port);
    const insert = writeBody({ insert: 'things', $db: 'shop' });
    const documents = writeSequence('documents', [{ _id: 1 }, { _id: 2 }]);
    client.send(frame(2013, 1, writeFlags(0), insert, documents));
    client.send(frame(2013, 2, writeFlags(0), writeSequence('documents', [{ _id: 3 }]), insert));
    expect(await client.read()).toMatchObject({ responseTo: 1, opCode: 2013, document: { n: 2, ok: 1 } });
    expect(await client.read()).toMatchObject({ responseTo: 2, document: { n: 1, ok: 1 } });
  });

  it('accepts a checksum', async () => {
    const client = await connectRaw((await startEndpoint()).port);
    client.send(frame(2013, 5, writeFlags(CHECKSUM_PRESENT), writeBody(PING), Buffer.from([1, 2, 3, 4])));
    expect(await client.read()).toMatchObject({ responseTo: 5, document: { ok: 1 } });
  });

  it('answers a message that comes byte by byte, and several that come at once, in order', async () => {
    const client = await connectRaw((await startEndpoint()).port);
    client.send(...[...writeMessage(1, PING)].map((byte) => Uint8Array.of(byte)));
    client.send(Buffer.concat([2, 3, 4].map((id) => writeMessage(id, PING))));
    const order = [await client.read(), await client.read(), await client.read(), await client.read()];
    expect(order.map((reply) => reply?.responseTo)).toEqual([1, 2, 3, 4]);
  });

  it('does what a silent message says and answers nothing', async () => {
    const client = await connectRaw((await startEndpoint()).port);
    client.send(writeMessage(1, { insert: 'things', documents: [{ _id: 1 }], $db: 'shop' }, MORE_TO_COME));
    client.send(writeMessage(2, { count: 'things', $db: 'shop' }));
    expect(await client.read()).toMatchObject({ responseTo: 2, document: { n: 1 } });
  });

  it('answers errors with code, name and text', async () => {
    const client = await connectRaw((await startEndpoint()).port);
    client.send(writeMessage(1, { nonsense: 1, $db: 'shop' }), writeMessage(2, { ping: 1 }));
    expect((await client.read())?.document).toEqual({
      ok: 0,
      errmsg: "no such command: 'nonsense'",
      code: 59,
      codeName: 'CommandNotFound',
    });
    expect((await client.read())?.document).toMatchObject({ code: 40571 });
  });
});

function lengthOf(length: number): Buffer {
  const message = writeMessage(1, PING);
  message.writeInt32LE(length, 0);
  return message;
}

function nest(depth: number): Buffer {
  let bytes = BSON.serialize({});
  for (let level = 0; level < depth; level += 1) {
    const head = Buffer.alloc(7);
    head.writeInt32LE(bytes.length + 8, 0);
    head.set([3, 97, 0], 4);
    bytes = Buffer.concat([head, bytes, Buffer.from([0])]);
  }
  return frame(2013, 1, writeFlags(0), Buffer.from([0]), bytes);
}

describe('what is no message closes the connection', () => {
  const documentThatLies = Buffer.from([0, 100, 0, 0, 0, 0]);
  it.each([
    ['no length', lengthOf(0)],
    ['a length of the header alone', lengthOf(16)],
    ['a negative length', lengthOf(-1)],
    ['more than 48 MB', lengthOf(48_000_001)],
    ['the largest length', lengthOf(2 ** 31 - 1)],
    ['an unknown opcode', frame(2012, 1, writeFlags(0), writeBody(PING))],
    ['an unknown flag that is required', writeMessage(1, PING, 4)],
    ['no body', frame(2013, 1, writeFlags(0))],
    ['two bodies', frame(2013, 1, writeFlags(0), writeBody(PING), writeBody(PING))],
    ['a section of kind 2', frame(2013, 1, writeFlags(0), writeBody(PING), Buffer.from([2, 5, 0, 0, 0, 0]))],
    ['a document longer than its message', frame(2013, 1, writeFlags(0), documentThatLies)],
    ['a sequence without a name', frame(2013, 1, writeFlags(0), Buffer.from([1, 5, 0, 0, 0, 97]))],
    ['a query without a collection', frame(2004, 1, Buffer.from('no end'))],
    ['documents nested 1000 deep', nest(1000)],
    ['documents nested 20,000 deep', nest(20_000)],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  ])('%s', async (_name, bytes) => {
    const endpoint = await startEndpoint();
    const client = await connectRaw(endpoint.port);
    client.send(bytes);
    expect(await client.read()).toBeNull();
    await vi.waitFor(() => expect(endpoint.connections()).toBe(0), 10_000);
  });

  it('and so does a message that never ends, while an idle connection may stay', async () => {
    const clock = createFakeClock();
    const { port } = await startEndpoint({ clock });
    const idle = await connectRaw(port);
    const slow = await connectRaw(port);
    idle.send(writeMessage(1, PING));
    await idle.read();
    slow.send(writeMessage(1, PING));
    await slow.read();
    slow.send(writeMessage(2, PING).subarray(0, 30));
    await vi.waitFor(() => expect(clock.pending()).toBe(1), 10_000);
    clock.advance(30_000);
    expect(await slow.read()).toBeNull();
    idle.send(writeMessage(2, PING));
    expect(await idle.read()).toMatchObject({ responseTo: 2 });
  });
});
