import { describe, expect, it } from 'vitest';
import { orAbort, runPool } from '../../src/kit/pool.ts';

const never = new Promise<never>(() => {});

describe('runPool', () => {
  it.each([0, 1, 3, 50])('runs no more than %i tasks at a time, and at least one', async (width) => {
    let running = 0;
    let most = 0;
    const results = await runPool([5, 1, 4, 2, 3], width, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(Math.min(5, Math.max(1, width)));
  });

  it('rejects with the first error', async () => {
    const broken = runPool([1, 2, 3], 2, (item) =>
      item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item),
    );
    await expect(broken).rejects.toThrow('two');
    expect(await runPool([], 4, () => never)).toEqual([]);
  });
});

describe('orAbort', () => {
  const reason = new Error('stopped');

  it('gives the result or the error of the work', async () => {
    const { signal } = new AbortController();
    expect(await orAbort(Promise.resolve(1), signal)).toBe(1);
    await expect(orAbort(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
  });

  it('rejects with the reason once the signal aborts, and at once when it has', async () => {
    const controller = new AbortController();
    const waiting = orAbort(never, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(orAbort(never, controller.signal)).rejects.toBe(reason);
  });

  it('drops what comes too late, also an error', async () => {
    const { promise: work, reject: fail } = Promise.withResolvers<never>();
    await expect(orAbort(work, AbortSignal.abort(reason))).rejects.toBe(reason);
    fail(new Error('late'));
    // An unhandled rejection would fail this file.
    await Promise.resolve();
  });
});
