import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../../src/focus-server/suites/performance/turns.ts';

/** Work that ends when it is told to. */
function openWork(isAlone: boolean, { run }: ReturnType<typeof createTurns>) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const state = { hasBegun: false };
  const ended = run(isAlone, () => {
    state.hasBegun = true;
    return promise;
  });
  return { state, ended, end: () => resolve('done'), fail: () => reject(new Error('broken')) };
}

/** All that can go on without anything ending has gone on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('let work run beside other work', async () => {
    const turns = createTurns();
    const works = [openWork(false, turns), openWork(false, turns)];
    await settle();
    expect(works.map(({ state }) => state.hasBegun)).toEqual([true, true]);
  });

  it('leave alone who must be alone, and go on afterwards', async () => {
    const turns = createTurns();
    const [before, alone, after] = [openWork(false, turns), openWork(true, turns), openWork(false, turns)];
    const begun = () => [before, alone, after].map(({ state }) => state.hasBegun);
    await settle();
    expect(begun()).toEqual([true, false, false]);
    before.end();
    await settle();
    expect(begun()).toEqual([true, true, false]);
    alone.end();
    expect(await alone.ended).toBe('done');
    await settle();
    expect(begun()).toEqual([true, true, true]);
  });

  it('come although the work before failed', async () => {
    const turns = createTurns();
    const [first, second, third] = [openWork(true, turns), openWork(true, turns), openWork(false, turns)];
    first.fail();
    await expect(first.ended).rejects.toThrow('broken');
    second.end();
    expect(await second.ended).toBe('done');
    third.end();
    expect(await third.ended).toBe('done');
  });
});
