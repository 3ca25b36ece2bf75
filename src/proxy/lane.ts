/** The queue of one fault in one direction of a connection: pieces wait their time and keep their order. */
import { clamp } from '../kit/numbers.ts';
import type { Clock } from '../model/clock.ts';
import type { Stage } from './fault-definition.ts';

/** What travels along a direction: bytes, and last how it ends. */
export type Piece = Buffer | 'end' | 'reset';

export interface LanePorts {
  readonly clock: Clock;
  /** The way on: the next lane or the socket. */
  readonly forward: (piece: Piece) => void;
  /** The fault resets the connection. */
  readonly reset: () => void;
}

export interface Lane {
  push(piece: Piece): void;
  heldBytes(): number;
  /** Sends everything that waits on its way, at once. False: it has lost bytes, the stream has a hole. */
  flush(): boolean;
  close(): void;
}

/** Longer timers would wrap around; the lane looks again when this one ends. */
const LONGEST_TIMER_MS = 1_000_000_000;

export function createLane(stage: Stage, { clock, forward, reset }: LanePorts): Lane {
  let queue: { readonly piece: Piece; readonly atMs: number }[] = [];
  let heldBytes = 0;
  let whole = true;
  let open = true;
  let cancelTimer = (): void => undefined;

  function admit(piece: Piece): void {
    const nowMs = clock.now();
    const passage = stage.pass(sizeOf(piece), nowMs);
    if (passage === 'reset') return reset();
    if (passage === 'drop') {
      whole = false;
      return;
    }
    if (queue.length === 0 && passage <= nowMs) return forward(piece);
    queue.push({ piece, atMs: passage });
    heldBytes += sizeOf(piece);
    if (queue.length === 1) waitForHead();
  }

  function waitForHead(): void {
    const [head] = queue;
    if (head === undefined || head.atMs === Infinity) return;
    cancelTimer = clock.after(clamp(head.atMs - clock.now(), 0, LONGEST_TIMER_MS), release);
  }

  function release(): void {
    const nowMs = clock.now();
    const waiting = queue.findIndex(({ atMs }) => atMs > nowMs);
    send(queue.splice(0, waiting === -1 ? queue.length : waiting));
    waitForHead();
  }

  function send(due: typeof queue): void {
    for (const { piece } of due) {
      if (!open) return;
      heldBytes -= sizeOf(piece);
      forward(piece);
    }
  }

  function push(piece: Piece): void {
    for (const part of cut(piece, stage.pieceBytes)) if (open) admit(part);
  }

  function flush(): boolean {
    cancelTimer();
    const due = queue;
    queue = [];
    send(due);
    return whole;
  }

  function close(): void {
    open = false;
    cancelTimer();
    queue = [];
    heldBytes = 0;
  }

  return { push, heldBytes: () => heldBytes, flush, close };
}

function sizeOf(piece: Piece): number {
  return typeof piece === 'string' ? 0 : piece.length;
}

function* cut(piece: Piece, pieceBytes = Infinity): Iterable<Piece> {
  if (typeof piece === 'string' || piece.length <= pieceBytes) yield piece;
  else for (let at = 0; at < piece.length; at += pieceBytes) yield piece.subarray(at, at + pieceBytes);
}
