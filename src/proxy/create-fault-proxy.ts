/** A TCP proxy that does to its connections what bad networks do: switchable while they are open. */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { listen } from '../kit/tcp.ts';
import { createActiveFaults } from './active-faults.ts';
import type { ActiveFault, Fault, FaultDriver } from './fault.ts';
import type { TcpFault } from './fault-definition.ts';
import { FAULT_KINDS } from './fault-kinds.ts';
import { describeFault, parseFault } from './parse-fault.ts';
import type { Clock, Random } from '../model/clock.ts';
import { createConnection } from './connection.ts';
import type { ProxyConnection } from './connection.ts';
import type { ByteTally } from './direction.ts';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export interface FaultProxyOptions {
  /** Port 0: a free one. */
  readonly listen: Endpoint;
  readonly target: Endpoint;
  readonly clock: Clock;
  readonly random: Random;
  /** More connections at the same time than this are closed at once. Default 4096. */
  readonly maxConnections?: number;
}

export interface ProxyCounters {
  /** Connections accepted since the start. */
  readonly accepted: number;
  /** Connections that faults have reset. */
  readonly resets: number;
  readonly toTarget: Readonly<ByteTally>;
  readonly toClient: Readonly<ByteTally>;
  /** Bytes that faults hold back at this moment. */
  readonly heldBytes: number;
}

export interface FaultProxy extends FaultDriver {
  /** Where it listens. */
  readonly address: Endpoint;
  /** Connections open at this moment. */
  connections(): number;
  counters(): ProxyCounters;
  /** One line for a person. */
  describe(): string;
}

/** Resolves when it listens; rejects when it cannot. */
export async function createFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { target, clock, random } = options;
  const active = createActiveFaults();
  const faults = new Map<string, TcpFault>();
  const connections = new Set<ProxyConnection>();
  const count = { accepted: 0, resets: 0 };
  const toTarget: ByteTally = { read: 0, delivered: 0 };
  const toClient: ByteTally = { read: 0, delivered: 0 };
  let injected = 0;
  let closing: Promise<void> | null = null;

  const server = createServer({ allowHalfOpen: true, noDelay: true }, serve);
  server.maxConnections = options.maxConnections ?? 4096;
  const address = await listen(server, options.listen);
  // Without a listener a failing accept would end the process; the next one is served.

  function serve(client: Socket): void {
    count.accepted += 1;
    const connection = createConnection({
      client,
      target,
      clock,
      toTarget,
      toClient,
      onReset: () => (count.resets += 1),
      onClosed: () => connections.delete(connection),
    });
    connections.add(connection);
    for (const [id, fault] of faults) connection.meet(id, fault);
    if (!holdsNew()) connection.connect();
  }

  const holdsNew = (): boolean => [...faults.values()].some((fault) => fault.holdsNew === true);

  async function inject(wanted: Fault): Promise<ActiveFault> {
    if (closing !== null) throw new Error('the proxy is closed');
    const fault = parseFault(wanted);
    const tcpFault = beginFault(fault, random);
    injected += 1;
    const id = `${fault.kind}-${injected}`;
    faults.set(id, tcpFault);
    for (const connection of connections) connection.meet(id, tcpFault);
    return active.add({ id, fault, undo: async () => lift(id) });
  }

  function lift(id: string): void {
    faults.delete(id);
    // First the way, then what goes along it.
    if (!holdsNew()) for (const connection of connections) connection.connect();
    for (const connection of connections) connection.part(id);
  }

  function counters(): ProxyCounters {
    const heldBytes = [...connections].reduce((sum, connection) => sum + connection.heldBytes(), 0);
    return { ...count, toTarget: { ...toTarget }, toClient: { ...toClient }, heldBytes };
  }

  function describe(): string {
    const inForce = active.list().map(({ fault }) => describeFault(fault));
    const ends = `${address.host}:${address.port} -> ${target.host}:${target.port}`;
    return `${ends}, ${connections.size} open, ${inForce.length === 0 ? 'no fault' : inForce.join(' + ')}`;
  }

  const close = (): Promise<void> => (closing ??= shutDown());

  async function shutDown(): Promise<void> {
    const gone = new Promise<void>((resolve) => void server.close(() => resolve()));
    for (const connection of connections) connection.destroy();
    await active.undoAll();
    await gone;
  }

  return {
    name: 'proxy',
    address,
    refuses: () => null,
    inject,
    active: active.list,
    undoAll: active.undoAll,
    connections: () => connections.size,
    counters,
    describe,
    close,
  };
}

function beginFault(fault: Fault, random: Random): TcpFault {
  const definition = FAULT_KINDS.find(({ kind }) => kind === fault.kind);
  if (definition === undefined) throw new Error(`fault "${fault.kind}" is not in the list of kinds`);
  return definition.begin(fault, random);
}
