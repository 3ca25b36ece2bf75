/** A connection through the proxy: the client's socket, the target's, and the faults between them. */
import { Socket } from 'node:net';
import type { Clock } from '../model/clock.ts';
import type { TcpFault } from './fault-definition.ts';
import { breakSocket, createDirection } from './direction.ts';
import type { ByteTally } from './direction.ts';

export interface ConnectionPorts {
  readonly client: Socket;
  readonly target: { readonly host: string; readonly port: number };
  readonly clock: Clock;
  readonly toTarget: ByteTally;
  readonly toClient: ByteTally;
  /** A fault has reset the connection. */
  onReset(): void;
  /** Both sockets are gone. */
  onClosed(): void;
}

export interface ProxyConnection {
  meet(id: string, fault: TcpFault): void;
  /** The fault is gone: what it held goes on; a connection it has made a hole in is reset. */
  part(id: string): void;
  /** Connects to the target, once; until then the connection is held. */
  connect(): void;
  heldBytes(): number;
  destroy(): void;
}

export function createConnection(ports: ConnectionPorts): ProxyConnection {
  const { client, clock } = ports;
  const target = new Socket({ allowHalfOpen: true });
  let connected = false;
  let openSockets = 2;

  const toTarget = createDirection({
    source: client,
    sink: target,
    clock,
    reset,
    tally: ports.toTarget,
  });
  const toClient = createDirection({
    source: target,
    sink: client,
    clock,
    reset,
    tally: ports.toClient,
  });

  function destroy(): void {
    toTarget.close();
    toClient.close();
    client.destroy();
    target.destroy();
  }

  function reset(): void {
    if (client.destroyed && target.destroyed) return;
    ports.onReset();
    breakSocket(client);
    breakSocket(target);
    destroy();
  }

  function onSocketClosed(): void {
    openSockets -= 1;
    if (!connected) target.destroy();
    if (openSockets > 0) return;
    destroy();
    ports.onClosed();
  }

  // The target never heard of a held client that gives up: nothing of it may arrive later.
  client.on('end', () => {
    if (!connected) destroy();
  });
  client.on('error', toTarget.breakOff);
  target.on('error', toClient.breakOff);
  client.on('close', onSocketClosed);
  target.on('close', onSocketClosed);

  function meet(id: string, fault: TcpFault): void {
    const stages = fault.meet();
    if (stages === 'reset') return reset();
    toTarget.add(id, stages.toTarget);
    toClient.add(id, stages.toClient);
  }

  function part(id: string): void {
    const whole = [toTarget.remove(id), toClient.remove(id)];
    if (whole.includes(false)) reset();
  }

  function connect(): void {
    if (connected || client.destroyed) return;
    connected = true;
    target.setNoDelay(true);
    target.connect(ports.target);
  }

  return { meet, part, connect, heldBytes: () => toTarget.heldBytes() + toClient.heldBytes(), destroy };
}
