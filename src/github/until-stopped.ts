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
export function untilStopped<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  if (signal.aborted) return Promise.reject(new Stopped());
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Stopped());
    signal.addEventListener('abort', stop, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
