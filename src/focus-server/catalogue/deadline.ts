/** A time limit that always holds, also when what it limits does not listen. */
import { orAbort } from '../../kit/pool.ts';

export class DeadlineExceeded extends Error {
  override name = 'DeadlineExceeded';
}

/** Rejects with DeadlineExceeded after `timeoutMs`; the signal is aborted then. No timer is left behind. */
export async function withDeadline<T>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new DeadlineExceeded(`no answer within ${timeoutMs} ms`);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(late), timeoutMs);
  try {
    return await orAbort(work(stop.signal), stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? late : error;
  } finally {
    clearTimeout(timer);
  }
}
