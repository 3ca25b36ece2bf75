/** Shares one thread between computations that never end: after a portion of work everybody else has a turn. */
export interface WorkPace {
  /** Resolves when the caller may go on; at once while the portion lasts. */
  spend(work: number): Promise<void>;
}

/**
 * @param portion units of work between two turns of the event loop, over all who share this pace
 */
export function createPace(portion: number): WorkPace {
  let spent = 0;
  // Waiting callers form a chain: immediates queued together would all run in the same turn.
  let queue = Promise.resolve();

  function waitTurn(): Promise<void> {
    queue = queue.then(
      () =>
        new Promise((resolve) => {
          setImmediate(() => {
            spent = 0;
            resolve();
          });
        }),
    );
    return queue;
  }

  return {
    async spend(work) {
      spent += work;
      if (spent >= portion) await waitTurn();
    },
  };
}
