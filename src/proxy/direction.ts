/** One direction of a connection: what one socket says travels through the lanes of all faults to the other. */
import type { Socket } from 'node:net';
import type { Clock } from '../model/clock.ts';
import type { Stage } from './fault-definition.ts';
import { createLane } from './lane.ts';
import type { Lane, Piece } from './lane.ts';

export interface DirectionPorts {
  readonly source: Socket;
  readonly sink: Socket;
  readonly clock: Clock;
  /** A fault resets the connection. */
  readonly reset: () => void;
  readonly tally: ByteTally;
}

/** Bytes of one direction, of all connections together. */
export interface ByteTally {
  /** Read from the sources. */
  read: number;
  /** Handed to the sinks. */
  delivered: number;
}

export interface Direction {
  /** Puts a fault behind those already in force. */
  add(id: string, stage: Stage): void;
  /** Takes a fault away; what it held goes on. False: it has lost bytes. */
  remove(id: string): boolean;
  /** The source broke off: travels like data. */
  readonly breakOff: () => void;
  heldBytes(): number;
  close(): void;
}

/** The source is not read while the faults of its direction hold this much. */
export const MOST_HELD_BYTES = 256 * 1024;

export function createDirection({ source, sink, clock, reset, tally }: DirectionPorts): Direction {
  const lanes: { readonly id: string; readonly lane: Lane }[] = [];
  const heldBytes = (): number => lanes.reduce((sum, { lane }) => sum + lane.heldBytes(), 0);

  function regulate(): void {
    if (heldBytes() >= MOST_HELD_BYTES || sink.writableNeedDrain) source.pause();
    else source.resume();
  }

  function enter(piece: Piece, position = 0): void {
    const next = lanes[position];
    if (next === undefined) deliver(piece);
    else next.lane.push(piece);
  }

  function deliver(piece: Piece): void {
    if (piece === 'reset') return breakSocket(sink);
    if (!sink.writable) return;
    if (piece === 'end') return void sink.end();
    tally.delivered += piece.length;
    sink.write(piece);
    regulate();
  }

  function add(id: string, stage: Stage): void {
    const forward = (piece: Piece): void => {
      enter(piece, lanes.findIndex((each) => each.lane === lane) + 1);
      regulate();
    };
    const lane = createLane(stage, { clock, forward, reset });
    lanes.push({ id, lane });
  }

  function remove(id: string): boolean {
    const at = lanes.findIndex((each) => each.id === id);
    const lane = lanes[at]?.lane;
    if (lane === undefined) return true;
    const whole = lane.flush();
    lanes.splice(at, 1);
    regulate();
    return whole;
  }

  source.on('data', (chunk: Buffer) => {
    tally.read += chunk.length;
    enter(chunk);
    regulate();
  });
  source.on('end', () => enter('end'));
  sink.on('drain', regulate);

  function close(): void {
    for (const { lane } of lanes) lane.close();
    lanes.length = 0;
  }

  return { add, remove, breakOff: () => enter('reset'), heldBytes, close };
}

/** Ends a socket so that its peer sees a reset. */
export function breakSocket(socket: Socket): void {
  if (socket.destroyed) return;
  if (socket.connecting || socket.pending) socket.destroy();
  else socket.resetAndDestroy();
}
