import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, quantile } from '../../src/kit/statistics.ts';

const figures = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 });

describe('the figures of a sample', () => {
  it('have a median that is the middle, or the mean of two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNull();
  });

  it('have quantiles that were measured, the lower one of two middles among them', () => {
    expect([0, 0.25, 0.5, 0.75, 0.95, 1].map((share) => quantile([40, 10, 30, 20], share))).toEqual([
      10, 10, 20, 30, 40, 40,
    ]);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('are not exceeded by at least the share', () => {
    fc.assert(
      fc.property(figures, fc.constantFrom(0.1, 0.5, 0.9, 0.95, 1), (values, share) => {
        const found = quantile(values, share);
        const below = (limit: number): number => values.filter((value) => value <= limit).length;
        expect(values).toContain(found);
        expect(below(found)).toBeGreaterThanOrEqual(share * values.length);
        expect(below(found - 1)).toBeLessThan(share * values.length);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('leave the order of the values alone', () => {
    const values = [3, 1, 2];
    median(values);
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});
