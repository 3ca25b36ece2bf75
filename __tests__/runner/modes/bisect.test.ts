import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NoAnswer,
  bisectOrder,
  type BisectProgress,
  type BisectRequest,
} from '../../../src/runner/modes/bisect.ts';
import { UsageError } from '../../../src/kit/usage-error.ts';

const VICTIM = 'test_victim';
const names = (n: number) => Array.from({ length: n }, (_, index) => `test_${index}`);
const ORDER = [...names(100), VICTIM, 'after'];
/** Fails when every polluter ran before the victim. */
const needsAll = (polluters: readonly string[]) => (ids: readonly string[]) =>
  ids.includes(VICTIM) && polluters.every((one) => ids.includes(one));

const bisect = (changes: Partial<BisectRequest> & { fails: (ids: readonly string[]) => boolean }) =>
  bisectOrder({
    victim: VICTIM,
    order: ORDER,
    runTests: (ids) => {
      // Always a part of the order, in its order.
      expect(ids).toEqual((changes.order ?? ORDER).filter((id) => ids.includes(id)));
      return Promise.resolve(changes.fails(ids));
    },
    confirmations: 3,
    maxRuns: 500,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...changes,
  });

/** Equal draws for equal seeds. */
function createDice(seed: number): (probability: number) => boolean {
  let state = seed;
  return (probability) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) / 2 ** 23 < probability;
  };
}

describe('bisecting the order', () => {
  it('finds one polluter among a hundred tests in few runs', async () => {
    const progress: BisectProgress[] = [];
    const result = await bisect({
      fails: needsAll(['test_37']),
      onProgress: (step) => progress.push(step),
    });
    expect(result).toEqual({
      kind: 'found',
      polluters: ['test_37'],
      minimalOrder: ['test_37', VICTIM],
      confirmed: { runs: 3, failed: 3 },
      othersRemain: false,
      runs: progress.length,
    });
    // 3 alone, 3 in full order, log2(100) questions, the check, the rest.
    expect(result.runs).toBeLessThanOrEqual(3 + 3 + 7 + 3 + 3);
    expect(progress[0]).toEqual({ phase: 'alone', runs: 1, maxRuns: 500, tests: 1, failed: false });
    expect(progress[3]).toMatchObject({ phase: 'full-order', tests: 101, failed: true });
    expect([...new Set(progress.map(({ phase }) => phase))]).toEqual([
      'alone',
      'full-order',
      'search',
      'check',
    ]);
  });

  it('finds any set of polluters that only together make it fail', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120 }).chain((n) =>
          fc.record({
            n: fc.constant(n),
            polluters: fc.subarray(names(n), { minLength: 1, maxLength: Math.min(n, 5) }),
          }),
        ),
        async ({ n, polluters }) => {
          const result = await bisect({ order: [...names(n), VICTIM], fails: needsAll(polluters) });
          expect(result).toMatchObject({ kind: 'found', polluters, othersRemain: false });
          const questions = polluters.length * (Math.ceil(Math.log2(n)) + 2);
          expect(result.runs).toBeLessThanOrEqual(6 + questions + 3 * (polluters.length + 2));
        },
      ),
      { seed: 10, numRuns: 200 },
    );
  });

  it('returns a set that fails and of which nothing can be left out, whatever the suite is like', async () => {
    const anySuite = fc.integer({ min: 1, max: 40 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        causes: fc.array(fc.subarray(names(n), { minLength: 1, maxLength: Math.min(n, 3) }), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(anySuite, async ({ n, causes }) => {
        const fails = (ids: readonly string[]) => causes.some((cause) => needsAll(cause)(ids));
        const result = await bisect({ order: [...names(n), VICTIM], fails });
        if (result.kind !== 'found') throw new Error(result.kind);
        expect(fails(result.minimalOrder)).toBe(true);
        for (const one of result.polluters)
          expect(fails(result.minimalOrder.filter((id) => id !== one))).toBe(false);
        const rest = [...names(n).filter((id) => !result.polluters.includes(id)), VICTIM];
        expect(result.othersRemain).toBe(fails(rest));
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('is not misled by a test that repairs what another one broke', async () => {
    const fails = (ids: readonly string[]) => {
      const broken = ids.lastIndexOf('test_70');
      const repaired = ids.lastIndexOf('test_50');
      return broken > repaired || (ids.includes('test_10') && repaired < ids.indexOf('test_10'));
    };
    const result = await bisect({ fails });
    if (result.kind !== 'found') throw new Error(result.kind);
    expect(fails(result.minimalOrder)).toBe(true);
    expect(result.polluters).toHaveLength(1);
  });

  it('sees through noise: polluters that act sometimes, a victim that fails by itself sometimes', async () => {
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(names(60), { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        async (polluters, seed) => {
          const dice = createDice(seed);
          const result = await bisect({
            order: [...names(60), VICTIM],
            maxRuns: 1000,
            fails: (ids) => dice(needsAll(polluters)(ids) ? 0.9 : 0.02),
          });
          const right =
            result.kind === 'found' && JSON.stringify(result.polluters) === JSON.stringify(polluters);
          const key = result.kind === 'found' && !right ? 'wrong' : result.kind;
          kinds.set(key, (kinds.get(key) ?? 0) + 1);
          expect(result.runs).toBeLessThanOrEqual(1000);
        },
      ),
      { seed: 12, numRuns: 300 },
    );
    // A victim that failed alone is named as such: 1 - 0.98^3 of them.
    expect(kinds.get('found') ?? 0).toBeGreaterThan(270);
    expect(kinds.get('wrong') ?? 0).toBeLessThan(4);
  });

  it('says when the victim fails alone', async () => {
    expect(await bisect({ fails: () => true })).toEqual({
      kind: 'fails-alone',
      alone: { runs: 3, failed: 3 },
      runs: 3,
    });
  });

  it('says when the victim sometimes fails alone: then it is no matter of order', async () => {
    let run = 0;
    const result = await bisect({ fails: () => (run += 1) === 2 });
    expect(result).toEqual({ kind: 'fails-alone', alone: { runs: 3, failed: 1 }, runs: 3 });
  });

  it('says when the failure does not come again', async () => {
    expect(await bisect({ fails: () => false })).toEqual({
      kind: 'does-not-fail-again',
      full: { runs: 3, failed: 0 },
      runs: 6,
    });
  });

  it('stays within its runs and tells the shortest order it saw fail', async () => {
    const result = await bisect({ fails: needsAll(['test_3', 'test_90']), maxRuns: 9 });
    if (result.kind !== 'out-of-runs') throw new Error(result.kind);
    expect(result.runs).toBe(9);
    expect(needsAll(['test_3', 'test_90'])(result.shortest ?? [])).toBe(true);
  });

  it('can be interrupted, and does not count the run that was cut off', async () => {
    const controller = new AbortController();
    let runs = 0;
    const result = await bisect({
      signal: controller.signal,
      fails: () => {
        runs += 1;
        if (runs === 2) controller.abort();
        return false;
      },
    });
    expect(result).toEqual({ kind: 'interrupted', shortest: null, runs: 1 });
  });

  it('refuses a victim that it cannot place', async () => {
    await expect(bisect({ victim: 'nowhere', fails: () => true })).rejects.toThrow(NoAnswer);
    await expect(bisect({ order: [VICTIM, 'b'], fails: () => true })).rejects.toThrow('ran first');
    await expect(bisect({ confirmations: 0, fails: () => true })).rejects.toThrow(UsageError);
  });
});
