/** Faults between a server and what it needs: the port every driver implements. */

/** What can be done to a connection. All are composable; directions are seen from the client. */
export type Fault =
  /** Adds latency to every packet, both ways; `jitterMs` is the largest deviation, seeded in the proxy. */
  | { readonly kind: 'latency'; readonly ms: number; readonly jitterMs?: number }
  /** Bytes per second, both ways; of each connection, with netem of all of them together. */
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
  /**
   * Share of chunks that stall for `stallMs`, and share of connections that are reset; both 0..1.
   * Where real packets are lost, TCP decides how long that stalls.
   */
  | { readonly kind: 'loss'; readonly share: number; readonly stallMs?: number; readonly resetShare?: number }
  /** Connections are accepted and stay open, nothing is forwarded any more. */
  | { readonly kind: 'half-open' }
  /** Nothing gets through: open connections stall, new ones are not answered. */
  | { readonly kind: 'partition' }
  /** The end of a connection arrives late. */
  | { readonly kind: 'slow-close'; readonly ms: number }
  /** The target is gone: connections are reset, new ones too. */
  | { readonly kind: 'down' };

export type FaultKind = Fault['kind'];

/** A fault that is in force; undone once, also when undoing is asked for twice. */
export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  /** Resolves when the fault is gone; rejects with what the person must do by hand. */
  undo(): Promise<void>;
}

export interface FaultDriver {
  readonly name: string;
  /** null: it can; else the reason why not, for a person. */
  refuses(fault: Fault): string | null;
  /** Throws FaultRefused when it cannot. Resolves when the fault is in force. */
  inject(fault: Fault): Promise<ActiveFault>;
  active(): readonly ActiveFault[];
  /** Undoes everything that is still in force; every one is tried, the failures are reported together. */
  undoAll(): Promise<void>;
  close(): Promise<void>;
}

/** The environment does not allow this fault, or cannot do it. */
export class FaultRefused extends Error {
  override name = 'FaultRefused';
}
