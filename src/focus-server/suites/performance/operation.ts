/** An operation whose latency is measured. */
import type { FocusTest } from '../support/context.ts';
import type { MeasuredStep } from './open-loop.ts';

export interface MeasuredOperation {
  /** As in `POST /configure live`. */
  readonly title: string;
  /** For file names. */
  readonly slug: string;
  /** Key of the quick test, and of that with all samples. */
  readonly xray: { readonly quick: string; readonly full: string };
  /** Milliseconds: the baseline that is wanted, and the limit that is asserted. */
  readonly targetMs: number;
  readonly slaMs: number;
  /** Of the quick test. */
  readonly samples: number;
  /** Milliseconds between two starts at least: a stall of the machine must not be most of the samples. */
  readonly leastIntervalMs: number;
  /** True: nothing else is measured meanwhile. */
  readonly isAlone?: boolean;
  /** Asserts that the server works; skips the test where it has no such operation. */
  open(t: FocusTest): Promise<Rehearsal>;
}

export interface Rehearsal {
  /** Makes what the next step needs, unmeasured. */
  readonly prepare: () => Promise<MeasuredStep>;
  /** True: a prepared step holds a window until it has run. */
  readonly holdsWindow: boolean;
}
