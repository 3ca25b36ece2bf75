import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRun, type RunSettings } from '../../../src/runner/modes/plan-run.ts';
import { executionsFor } from '../../../src/runner/modes/power.ts';
import { deriveSeed, seedFromText } from '../../../src/runner/modes/plan.ts';

const settings = (changes: Partial<RunSettings> = {}): RunSettings => ({
  command: ['pytest'],
  shown: { words: ['pytest'], hash: null },
  iterations: null,
  iteration: null,
  parallel: 1,
  untilFailure: false,
  maxMinutes: null,
  untilPower: null,
  rate: 0.1,
  repetitions: null,
  baseSeed: 7,
  facts: [],
  ...changes,
});

describe('planning a run', () => {
  it('runs the suite five times when nothing else is said', () => {
    expect(planRun(settings())).toEqual({
      command: ['pytest'],
      shown: { words: ['pytest'], hash: null },
      iterations: 5,
      iteration: null,
      baseSeed: 7,
      only: [],
      parallel: 1,
      untilFailure: false,
      untilPower: null,
      maxMs: null,
      facts: [],
    });
  });

  it('understands budgets', () => {
    expect(planRun(settings({ maxMinutes: 1.5 })).maxMs).toBe(90_000);
    expect(planRun(settings({ untilFailure: true })).iterations).toBe(1000);
    expect(planRun(settings({ untilPower: 0.95 }))).toMatchObject({
      iterations: 58,
      untilPower: { probability: 0.95, rate: 0.1 },
    });
    expect(planRun(settings({ untilPower: 0.95, rate: 0.1, iterations: 40 })).iterations).toBe(40);
  });

  it('repeats the suspected tests of an earlier report', () => {
    const test = { id: '__proto__', verdict: 'flaky' as const, rate: 0.3, runs95: 8, shownWith: 0.94 };
    expect(planRun(settings({ repetitions: { iterations: 8, tests: [test] } }))).toMatchObject({
      iterations: 8,
      only: ['__proto__'],
    });
  });

  it('knows how many iterations there are, and so whether the one of a matrix is among them', () => {
    expect(planRun(settings({ iteration: 5 })).iteration).toBe(5);
    expect(() => planRun(settings({ iteration: 6 }))).toThrow(
      '--iteration must be 1 to 5 (--iterations), not 6',
    );
  });
});

describe('the power goal', () => {
  it('needs the executions that the report names', () => {
    expect(executionsFor({ probability: 0.95, rate: 0.1 }, 1000)).toBe(29);
    expect(executionsFor({ probability: 0.95, rate: 0.5 }, 1000)).toBe(6);
    expect(executionsFor({ probability: 0.41, rate: 0.1 }, 1000)).toBe(6);
    expect(executionsFor({ probability: 0.95, rate: 0.0001 }, 1000)).toBe(1000);
  });

  it('is reached by no smaller number', () => {
    const share = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    fc.assert(
      fc.property(share, share, (probability, rate) => {
        const found = executionsFor({ probability, rate }, 1000);
        const power = (n: number) => (n < 2 ? 0 : 1 - (1 - rate) ** n - rate ** n);
        expect(power(found)).toBeGreaterThanOrEqual(probability);
        expect(power(found - 1)).toBeLessThan(probability);
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});

describe('seeds', () => {
  it('stay what they are: a kept seed must still mean the same order tomorrow', () => {
    expect([1, 2, 3].map((iteration) => deriveSeed(42, iteration))).toEqual([
      24_259_877, 1_651_383_189, 1_178_259_342,
    ]);
  });

  it('differ between the iterations of a run, within 31 bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (base) => {
        const seeds = Array.from({ length: 1000 }, (_, index) => deriveSeed(base, index + 1));
        expect(new Set(seeds).size).toBe(1000);
        expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
      }),
      { seed: 9, numRuns: 50 },
    );
  });

  it('can be agreed on by the legs of one workflow run', () => {
    expect(seedFromText('17254099123')).toBe(seedFromText('17254099123'));
    const drawn = Array.from({ length: 2000 }, (_, index) => seedFromText(String(17_254_099_000 + index)));
    expect(new Set(drawn).size).toBeGreaterThan(1990);
  });
});
