/** What a kind of fault is: how it is written, checked, and what it does to a connection of the proxy. */
import { z } from 'zod';
import type { Random } from '../model/clock.ts';
import type { Fault, FaultKind } from './fault.ts';

/** When a piece may go on, in epoch milliseconds (Infinity: not while the fault is in force), or what becomes of it. */
type Passage = number | 'drop' | 'reset';

/** What a fault does to one direction of one connection. */
export interface Stage {
  /** Larger chunks are cut into pieces of this many bytes; absent: chunks stay as they come. */
  readonly pieceBytes?: number;
  /** Asked once per piece, in order. `bytes` 0 is the end of the direction. Pieces never overtake each other. */
  pass(bytes: number, nowMs: number): Passage;
}

/** A fault in force in the proxy. */
export interface TcpFault {
  /** New connections are accepted, and not connected to the target while the fault is in force. */
  readonly holdsNew?: boolean;
  /** Asked once per connection: open ones when the fault comes, new ones when they come. */
  meet(): { readonly toTarget: Stage; readonly toClient: Stage } | 'reset';
}

export interface FaultDefinition {
  readonly kind: FaultKind;
  /** One sentence for a person. */
  readonly summary: string;
  /** As a person writes it on a command line. */
  readonly example: string;
  /** The field that a bare number means; null: the kind takes none. */
  readonly mainField: string | null;
  readonly schema: z.ZodType<Fault>;
  begin(fault: Fault, random: Random): TcpFault;
}

interface Definition<F extends Fault> extends Omit<FaultDefinition, 'schema' | 'begin'> {
  readonly kind: F['kind'];
  readonly schema: z.ZodType<F>;
  begin(fault: F, random: Random): TcpFault;
}

/** Forgets which fault a definition is about, so that definitions fit in one list. */
export function defineFault<F extends Fault>(definition: Definition<F>): FaultDefinition {
  return {
    ...definition,
    begin: (fault, random) => definition.begin(definition.schema.parse(fault), random),
  };
}

// The fields faults are made of, bounded: they come from request bodies and command lines.
const HOUR_MS = 3_600_000;

/** At most an hour: timers and sums of them stay exact. */
export const durationMs = z.number().min(0).max(HOUR_MS);
export const share = z.number().min(0).max(1);
export const bytesPerSecond = z.number().int().min(1).max(10_000_000_000);
