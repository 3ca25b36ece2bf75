/** Promises several at a time, and promises that nobody waits for any longer. */

/** Runs `task` for every item, at most `width` (at least one) at a time. Results in the order of the items. */
export async function runPool<Item, Result>(
  items: readonly Item[],
  width: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    // All workers draw from one iterator.
    for (const [index, item] of queue) results[index] = await task(item);
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(1, width), items.length) }, work));
  return results;
}

/**
 * The result, or a rejection with the signal's reason as soon as it aborts, whether the work listens to it or not. What
 * comes too late is dropped, also when it is an error.
 */
export async function orAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
