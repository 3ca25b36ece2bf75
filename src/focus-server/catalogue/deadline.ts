/** A time limit that always holds, also when what it limits does not listen. */

export class DeadlineExceeded extends Error {
  override name = 'DeadlineExceeded';
}

/** Rejects with DeadlineExceeded after `timeoutMs`; the signal is aborted then. No timer is left behind. */
export async function withDeadline<T>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new DeadlineExceeded(`no answer within ${String(timeoutMs)} ms`);
      reject(error);
      controller.abort(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(controller.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
