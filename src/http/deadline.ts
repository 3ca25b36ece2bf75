/** An end for what may take too long: for a request with its answer, and for work that nobody can stop. */
import { orAbort } from '../kit/pool.ts';

export interface Deadline {
  /** Milliseconds for the whole. */
  readonly timeoutMs: number;
  /** Ends it earlier. */
  readonly signal?: AbortSignal;
}

/**
 * The work gets one signal for all it does. Once that has fired it is the reason why the work failed, whatever the
 * work itself says: a TimeoutError that names the time, or the reason of the caller's own signal.
 */
export async function withDeadline<Result>(
  { timeoutMs, signal }: Deadline,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const late = AbortSignal.timeout(timeoutMs);
  const limit = signal === undefined ? late : AbortSignal.any([signal, late]);
  try {
    return await work(limit);
  } catch (error) {
    if (!limit.aborted) throw error;
    if (limit.reason !== late.reason) throw limit.reason;
    throw new DOMException(`no complete answer within ${timeoutMs} ms`, 'TimeoutError');
  }
}

/** The overall deadline has passed, or the run was cancelled. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stopped';
  }
}

/**
 * Rejects with Stopped the moment the signal fires. The work itself may go on: the waits of a rate limiter cannot
 * be cancelled, and nobody should have to sit through them.
 */
export async function untilStopped<Result>(
  work: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  if (signal.aborted) throw new Stopped();
  try {
    return await orAbort(work(), signal);
  } catch (error) {
    throw signal.aborted ? new Stopped() : error;
  }
}
