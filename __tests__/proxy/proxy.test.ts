import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/proxy/fault.ts';
import { createFaultProxy } from '../../src/proxy/create-fault-proxy.ts';
import { MOST_HELD_BYTES } from '../../src/proxy/direction.ts';
import { setUpBench } from './bench.ts';
import { createFakeClock, until } from './fake-clock.ts';
import { startServer, watch } from './sockets.ts';
import { connect } from 'node:net';

describe('the proxy without a fault', () => {
  it('forwards both ways, counts, and passes on how a connection ends', async () => {
    const { proxy, target, dial } = await setUpBench();
    const client = await dial();
    client.socket.end('hello');
    await until(() => client.fate() === 'closed');
    await until(() => proxy.connections() === 0);

    expect(client.text()).toBe('hello');
    expect(target.peers[0]?.text()).toBe('hello');
    expect(proxy.counters()).toEqual({
      accepted: 1,
      resets: 0,
      toTarget: { read: 5, delivered: 5 },
      toClient: { read: 5, delivered: 5 },
      heldBytes: 0,
    });
  });

  it('passes on a half-closed connection: the answer still comes', async () => {
    const { target, dial } = await setUpBench({ kind: 'silent' });
    const client = await dial();
    client.socket.end('question');
    await until(() => target.peers[0]?.fate() === 'ended');
    target.peers[0]?.socket.end('answer');
    await until(() => client.fate() === 'closed');
    expect(client.text()).toBe('answer');
  });

  it('passes on a reset, either way', async () => {
    const { target, proxy, dial } = await setUpBench({ kind: 'silent' });
    const first = await dial();
    await until(() => target.peers.length === 1);
    first.socket.resetAndDestroy();
    await until(() => target.peers[0]?.fate() === 'reset');

    const second = await dial();
    await until(() => target.peers.length === 2);
    target.peers[1]?.socket.resetAndDestroy();
    await until(() => second.fate() === 'reset');
    await until(() => proxy.connections() === 0);
    expect(proxy.counters().resets).toBe(0);
  });

  it('resets the client when the target is not there', async () => {
    const { target, proxy, dial } = await setUpBench();
    await target.close();
    const client = await dial();
    await until(() => client.fate() === 'reset');
    await until(() => proxy.connections() === 0);
  });

  it('closes connections over its limit at once, and serves the others', async () => {
    const { proxy, dial } = await setUpBench({ maxConnections: 2 });
    const [first, second] = [await dial(), await dial()];
    const third = watch(connect({ host: '127.0.0.1', port: proxy.address.port }));
    await until(() => third.fate() !== 'open');
    first?.socket.write('a');
    second?.socket.write('b');
    await until(() => first?.text() === 'a' && second?.text() === 'b');
    expect(proxy.connections()).toBe(2);
  });

  it('rejects when its port is taken', async () => {
    const { proxy, clock, target } = await setUpBench();
    const again = createFaultProxy({
      listen: proxy.address,
      target: { host: '127.0.0.1', port: target.port },
      clock,
      random: () => 0,
    });
    await expect(again).rejects.toThrow(/EADDRINUSE/);
  });
});

describe('faults of the proxy', () => {
  it('latency: every packet arrives later, both ways', async () => {
    const { proxy, clock, target, dial } = await setUpBench();
    await proxy.inject({ kind: 'latency', ms: 100 });
    const client = await dial();
    client.socket.write('ping');
    await until(() => proxy.counters().heldBytes === 4);
    clock.advance(99);
    expect(proxy.counters().toTarget.delivered).toBe(0);
    clock.advance(1);
    await until(() => target.peers[0]?.text() === 'ping');

    await until(() => proxy.counters().toClient.read === 4);
    clock.advance(99);
    expect(proxy.counters().toClient.delivered).toBe(0);
    clock.advance(1);
    await until(() => client.text() === 'ping');
  });

  it('latency is no bandwidth limit: what is sent together arrives together', async () => {
    const { proxy, clock, target, dial } = await setUpBench({ kind: 'silent' });
    await proxy.inject({ kind: 'latency', ms: 100 });
    const client = await dial();
    for (let n = 1; n <= 20; n += 1) {
      client.socket.write('x');
      await until(() => proxy.counters().heldBytes === n);
    }
    clock.advance(100);
    await until(() => target.peers[0]?.text().length === 20);
  });

  it('bandwidth: a tenth of the bytes per tenth of a second', async () => {
    const { proxy, clock, target, dial } = await setUpBench({ kind: 'silent' });
    await proxy.inject({ kind: 'bandwidth', bytesPerSecond: 1000 });
    const client = await dial();
    client.socket.write('x'.repeat(500));
    await until(() => proxy.counters().heldBytes === 500);
    for (const arrived of [100, 200, 300, 400, 500]) {
      clock.advance(99);
      expect(proxy.counters().toTarget.delivered).toBe(arrived - 100);
      clock.advance(1);
      await until(() => target.peers[0]?.bytes().length === arrived);
    }
  });

  it('loss: a lost chunk stalls what comes after it, order stays', async () => {
    // One draw for the connection, then one per chunk: the second is lost.
    const draws = [0.9, 0.9, 0.05, 0.9];
    const { proxy, clock, target, dial } = await setUpBench({
      kind: 'silent',
      random: () => draws.shift() ?? 0.9,
    });
    await proxy.inject({ kind: 'loss', share: 0.1, stallMs: 300 });
    const client = await dial();
    client.socket.write('first ');
    await until(() => target.peers[0]?.text() === 'first ');
    client.socket.write('second ');
    await until(() => proxy.counters().heldBytes === 7);
    client.socket.write('third');
    await until(() => proxy.counters().heldBytes === 12);
    clock.advance(299);
    expect(proxy.counters().toTarget.delivered).toBe(6);
    clock.advance(1);
    await until(() => target.peers[0]?.text() === 'first second third');
  });

  it('loss: a chosen connection is reset at its next chunk, an open one too', async () => {
    const { proxy, target, dial } = await setUpBench();
    const client = await dial();
    client.socket.write('before');
    await until(() => client.text() === 'before');
    await proxy.inject({ kind: 'loss', share: 0, resetShare: 1 });
    expect(client.fate()).toBe('open');
    client.socket.write('after');
    await until(() => client.fate() === 'reset' && target.peers[0]?.fate() === 'reset');
    expect(target.peers[0]?.text()).toBe('before');
    expect(proxy.counters().resets).toBe(1);
  });

  it('half-open: connections stay open, bytes are lost; undone, those with a hole are reset', async () => {
    const { proxy, target, dial } = await setUpBench();
    const [talking, quiet] = [await dial(), await dial()];
    await until(() => target.peers.length === 2);
    const fault = await proxy.inject({ kind: 'half-open' });
    talking?.socket.write('lost');
    await until(() => proxy.counters().toTarget.read === 4);
    expect(proxy.counters()).toMatchObject({ heldBytes: 0, toTarget: { delivered: 0 } });
    expect(talking?.fate()).toBe('open');

    await fault.undo();
    await until(() => talking?.fate() === 'reset');
    quiet?.socket.write('still here');
    await until(() => quiet?.text() === 'still here');
  });

  it('half-open: new connections are accepted and lead nowhere', async () => {
    const { proxy, target, dial } = await setUpBench();
    const fault = await proxy.inject({ kind: 'half-open' });
    const [talking, quiet] = [await dial(), await dial()];
    talking?.socket.write('lost');
    await until(() => proxy.counters().toTarget.read === 4);
    expect(target.peers).toHaveLength(0);
    await fault.undo();
    await until(() => talking?.fate() === 'reset');
    quiet?.socket.write('found');
    await until(() => quiet?.text() === 'found');
    expect(target.peers).toHaveLength(1);
  });

  it('partition: everything stalls; lifted, connections go on where they were, none is reset', async () => {
    const { proxy, target, dial } = await setUpBench();
    const before = await dial();
    before.socket.write('one ');
    await until(() => before.text() === 'one ');
    const fault = await proxy.inject({ kind: 'partition' });
    before.socket.write('two');
    const during = await dial();
    during.socket.write('new');
    await until(() => proxy.counters().heldBytes === 6);
    expect(target.peers).toHaveLength(1);

    await fault.undo();
    await until(() => before.text() === 'one two' && during.text() === 'new');
    expect(proxy.counters().resets).toBe(0);
  });

  it('partition: what a client gave up is never delivered', async () => {
    const { proxy, target, dial } = await setUpBench();
    const fault = await proxy.inject({ kind: 'partition' });
    const client = await dial();
    client.socket.write('POST /configure');
    await until(() => proxy.counters().heldBytes === 15);
    client.socket.end();
    await until(() => proxy.connections() === 0);
    await fault.undo();
    const next = await dial();
    next.socket.write('next');
    await until(() => next.text() === 'next');
    expect(target.peers.map((peer) => peer.text())).toEqual(['next']);
  });

  it('slow-close: bytes arrive at once, the end later', async () => {
    const { proxy, clock, target, dial } = await setUpBench();
    await proxy.inject({ kind: 'slow-close', ms: 5000 });
    const client = await dial();
    client.socket.end('bye');
    await until(() => client.text() === 'bye');
    await until(() => clock.pending() === 1);
    clock.advance(4999);
    expect(target.peers[0]?.fate()).toBe('open');
    clock.advance(1);
    await until(() => target.peers[0]?.fate() === 'ended' || target.peers[0]?.fate() === 'closed');
    await until(() => clock.pending() === 1);
    expect(client.fate()).toBe('open');
    clock.advance(5000);
    await until(() => client.fate() === 'closed');
  });

  it('down: open connections are reset, new ones too; undone, the next is served', async () => {
    const { proxy, target, dial } = await setUpBench();
    const before = await dial();
    before.socket.write('x');
    await until(() => before.text() === 'x');
    const fault = await proxy.inject({ kind: 'down' });
    await until(() => before.fate() === 'reset' && target.peers[0]?.fate() === 'reset');
    const during = watch(connect({ host: '127.0.0.1', port: proxy.address.port }));
    await until(() => during.fate() === 'reset');
    await until(() => proxy.connections() === 0);
    expect(target.peers).toHaveLength(1);

    await fault.undo();
    const after = await dial();
    after.socket.write('back');
    await until(() => after.text() === 'back');
  });
});

describe('several faults', () => {
  it('apply one after the other, and are undone one by one', async () => {
    const { proxy, clock, target, dial } = await setUpBench({ kind: 'silent', random: () => 0 });
    const client = await dial();
    await until(() => target.peers.length === 1);
    const latency = await proxy.inject({ kind: 'latency', ms: 100 });
    await proxy.inject({ kind: 'loss', share: 1, stallMs: 200 });
    expect(proxy.describe()).toMatch(/1 open, latency ms=100 \+ loss share=1 stallMs=200$/);
    client.socket.write('slow');
    await until(() => proxy.counters().heldBytes === 4);
    clock.advance(299);
    expect(proxy.counters().toTarget.delivered).toBe(0);
    clock.advance(1);
    await until(() => target.peers[0]?.text() === 'slow');

    await latency.undo();
    client.socket.write('!');
    await until(() => proxy.counters().heldBytes === 1);
    clock.advance(200);
    await until(() => target.peers[0]?.text() === 'slow!');
    await proxy.undoAll();
    client.socket.write('?');
    await until(() => target.peers[0]?.text() === 'slow!?');
    expect(proxy.active()).toEqual([]);
  });

  it('hold new connections until the last that does is gone', async () => {
    const { proxy, dial, target } = await setUpBench();
    const partition = await proxy.inject({ kind: 'partition' });
    const again = await proxy.inject({ kind: 'partition' });
    const client = await dial();
    client.socket.write('x');
    await until(() => proxy.counters().heldBytes === 1);
    await partition.undo();
    expect(proxy.counters().heldBytes).toBe(1);
    expect(target.peers).toHaveLength(0);
    await again.undo();
    await until(() => client.text() === 'x');
  });

  it('let go what waits when they are undone, also on open connections', async () => {
    const { proxy, clock, target, dial } = await setUpBench({ kind: 'silent' });
    const faults: Fault[] = [
      { kind: 'latency', ms: 9000 },
      { kind: 'bandwidth', bytesPerSecond: 1 },
    ];
    for (const fault of faults) {
      const active = await proxy.inject(fault);
      const client = await dial();
      const text = `under ${fault.kind}`;
      client.socket.end(text);
      await until(() => proxy.counters().heldBytes === text.length);
      await active.undo();
      await until(() => target.peers.at(-1)?.text() === text && target.peers.at(-1)?.fate() === 'ended');
      expect(clock.pending()).toBe(0);
    }
  });

  it('are undone once, whoever asks how often', async () => {
    const { proxy, dial } = await setUpBench();
    const first = await proxy.inject({ kind: 'partition' });
    const second = await proxy.inject({ kind: 'partition' });
    expect(first.id).not.toBe(second.id);
    await Promise.all([first.undo(), first.undo()]);
    await first.undo();
    expect(proxy.active().map(({ id }) => id)).toEqual([second.id]);
    await proxy.undoAll();
    await proxy.undoAll();
    const client = await dial();
    client.socket.write('x');
    await until(() => client.text() === 'x');
  });

  it('are refused when they are none', async () => {
    const { proxy } = await setUpBench();
    expect(proxy.refuses({ kind: 'down' })).toBeNull();
    await expect(proxy.inject({ kind: 'latency', ms: -1 })).rejects.toThrow(/latency.*ms/);
    expect(proxy.active()).toEqual([]);
  });
});

describe('resources of the proxy', () => {
  it('it reads no more than it may hold, and loses nothing of it', async () => {
    const { proxy, target, dial } = await setUpBench({ kind: 'silent' });
    const client = await dial();
    await until(() => target.peers.length === 1);
    const fault = await proxy.inject({ kind: 'partition' });
    const sent = Buffer.alloc(8 * 1024 * 1024, 'focus');
    client.socket.write(sent);
    await until(() => proxy.counters().heldBytes >= MOST_HELD_BYTES);
    expect(client.socket.writableLength).toBeGreaterThan(0);
    expect(proxy.counters().heldBytes).toBeLessThan(MOST_HELD_BYTES + 128 * 1024);
    await fault.undo();
    await until(() => target.peers[0]?.socket.bytesRead === sent.length);
    expect(target.peers[0]?.bytes().equals(sent)).toBe(true);
  });

  it('a target that does not read stops the client, not the memory', async () => {
    const { proxy, target, dial } = await setUpBench({ kind: 'silent' });
    const client = await dial();
    await until(() => target.peers.length === 1);
    const peer = target.peers[0]?.socket;
    peer?.pause();
    client.socket.write(Buffer.alloc(64 * 1024 * 1024));
    let read = -1;
    // Standing still means the kernel's buffers are full and the proxy reads no more.
    await until(async () => {
      const before = read;
      read = proxy.counters().toTarget.read;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return read > 0 && before === read && proxy.counters().toTarget.read === read;
    });
    expect(read).toBeLessThan(32 * 1024 * 1024);
    peer?.resume();
    await until(() => peer?.bytesRead === 64 * 1024 * 1024);
  });

  it('close leaves no socket behind, whatever 200 connections are doing', async () => {
    const faults: Fault[] = [
      { kind: 'latency', ms: 1000, jitterMs: 100 },
      { kind: 'bandwidth', bytesPerSecond: 100 },
      { kind: 'partition' },
    ];
    const { proxy, clock, target, dial } = await setUpBench();
    const clients = await Promise.all(Array.from({ length: 100 }, dial));
    await until(() => target.peers.length === 100);
    for (const fault of faults) await proxy.inject(fault);
    clients.push(...(await Promise.all(Array.from({ length: 100 }, dial))));
    for (const { socket } of clients) socket.write('x'.repeat(1000));
    await until(() => proxy.counters().heldBytes === 200_000);
    expect(proxy.connections()).toBe(200);

    const closing = proxy.close();
    await Promise.all([closing, proxy.close()]);
    await until(() => proxy.connections() === 0);
    expect(clock.pending()).toBe(0);
    await until(() => clients.every(({ fate }) => fate() !== 'open'));
    await until(() => target.peers.every(({ fate }) => fate() !== 'open'));
    await expect(proxy.inject({ kind: 'down' })).rejects.toThrow('closed');
    const late = watch(connect({ host: '127.0.0.1', port: proxy.address.port }));
    await until(() => late.fate() === 'reset');
  });

  it('clients that vanish leave nothing behind', async () => {
    const clock = createFakeClock();
    const target = await startServer('echo');
    const proxy = await createFaultProxy({
      listen: { host: '127.0.0.1', port: 0 },
      target: { host: '127.0.0.1', port: target.port },
      clock,
      random: () => 0.5,
    });
    await proxy.inject({ kind: 'latency', ms: 10, jitterMs: 5 });
    for (let n = 0; n < 50; n += 1) {
      const socket = connect({ host: '127.0.0.1', port: proxy.address.port });
      socket.on('error', () => undefined);
      socket.on('connect', () => {
        socket.write(`garbage ${n}`);
        if (n % 2 === 0) socket.resetAndDestroy();
        else socket.end();
      });
    }
    await until(() => proxy.counters().accepted === 50);
    await until(() => {
      clock.advance(100);
      return proxy.connections() === 0;
    });
    expect(clock.pending()).toBe(0);
    await proxy.close();
    await target.close();
  });
});
