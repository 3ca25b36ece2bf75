import { describe, expect, it } from 'vitest';
import { estimateCost, sumCosts } from '../../src/diagnose/cost.ts';

const FLAKY = { score: 0.2, redNight: 0.5, medianMs: 30_000 };

describe('the cost of a flake', () => {
  it('is wasted executions and triage, 30 nights a month', () => {
    // 5 iterations * 0.2 * 0.5 min = 0.5 min a night; half of the nights are red: 5 min of triage.
    expect(estimateCost(FLAKY, { iterationsPerNight: 5 })).toBeCloseTo(30 * (0.5 + 5), 9);
  });

  it('takes the triage time from the settings', () => {
    expect(estimateCost(FLAKY, { iterationsPerNight: 5, triageMinutes: 0 })).toBeCloseTo(15, 9);
  });

  it('counts triage alone when the duration is unknown', () => {
    expect(estimateCost({ ...FLAKY, medianMs: null }, { iterationsPerNight: 5 })).toBeCloseTo(150, 9);
  });

  it('adds up over tests', () => {
    expect(sumCosts([FLAKY, { ...FLAKY, medianMs: null }], { iterationsPerNight: 5 })).toBeCloseTo(315, 9);
    expect(sumCosts([], { iterationsPerNight: 5 })).toBe(0);
  });
});
