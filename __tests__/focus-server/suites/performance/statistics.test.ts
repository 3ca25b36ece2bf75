import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPercentile, summarise } from '../../../../src/focus-server/suites/performance/statistics.ts';

const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });
const ascending = (list: readonly number[]): number[] => list.toSorted((one, other) => one - other);

describe('summarise', () => {
  it('gives the figures of a hundred values', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(summarise(hundred)).toEqual({
      count: 100,
      mean: 50.5,
      stdev: expect.closeTo(29.011_491_975_882_016, 9),
      p50: 50,
      p95: 95,
      p99: 99,
      max: 100,
    });
  });

  it('divides by n - 1', () => {
    // Squares of 3, 1, 1, 1, 0, 0, 2, 4 over 7.
    expect(summarise([2, 4, 4, 4, 5, 5, 7, 9]).stdev).toBeCloseTo(Math.sqrt(32 / 7), 12);
  });

  it('takes one value for all figures but the deviation', () => {
    expect(summarise([4])).toEqual({ count: 1, mean: 4, stdev: 0, p50: 4, p95: 4, p99: 4, max: 4 });
  });

  it('has nothing to say about nothing', () => {
    expect(() => summarise([])).toThrow(RangeError);
  });

  it('does not depend on the order, and orders its own figures', () => {
    fc.assert(
      fc.property(values, (list) => {
        const { p50, p95, p99, max, ...rest } = summarise(ascending(list));
        const reversed = summarise(ascending(list).toReversed());
        expect(reversed).toEqual({ ...rest, p50, p95, p99, max });
        expect([p50, p95, p99, max]).toEqual(ascending([p50, p95, p99, max]));
      }),
      { seed: 63, numRuns: 200 },
    );
  });
});

describe('findPercentile', () => {
  it.each([
    [[10, 20, 30, 40], 50, 20],
    [[10, 20, 30, 40], 51, 30],
    [[10, 20, 30, 40], 95, 40],
    [[10, 20, 30, 40], 0, 10],
    [Array.from({ length: 20 }, (_, index) => index + 1), 95, 19],
  ])('of %j at %d is %d', (sorted, percent, expected) => {
    expect(findPercentile(sorted, percent)).toBe(expected);
  });

  it('is the smallest value that so many do not exceed', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (list, percent) => {
        const found = findPercentile(ascending(list), percent);
        const wanted = (percent / 100) * list.length;
        expect(list.filter((value) => value <= found).length).toBeGreaterThanOrEqual(wanted);
        expect(list.filter((value) => value < found).length).toBeLessThan(wanted);
      }),
      { seed: 64, numRuns: 300 },
    );
  });
});
