import { describe, expect, it } from 'vitest';
import { statePower } from '../../src/diagnose/power.ts';
import type { IterationState } from '../../src/model/ledger.ts';

const iterations = (durations: readonly number[], state: IterationState = 'complete') =>
  durations.map((durationMs) => ({ state, durationMs }));

describe('the power statement', () => {
  it('says what five clean iterations cannot exclude', () => {
    const power = statePower(iterations([60_000, 60_000, 60_000, 60_000, 60_000]));
    expect(power.iterations).toBe(5);
    expect(power.hiddenRate95).toBeCloseTo(0.4507, 4);
    expect(power.detects.map(({ rate, probability }) => [rate, Math.round(probability * 100)])).toEqual([
      [0.1, 41],
      [0.05, 23],
      [0.01, 5],
    ]);
  });

  it('prices the 29 runs that would show a 10 % flake by the median iteration', () => {
    const power = statePower(iterations([90_000, 30_000, 600_000, 60_000]));
    expect(power.runsFor10Percent).toBe(29);
    expect(power.minutesFor10Percent).toBeCloseTo(29 * 1.25, 9);
  });

  it('counts complete iterations only', () => {
    const power = statePower([
      ...iterations([60_000, 60_000]),
      ...iterations([1], 'incomplete'),
      ...iterations([0], 'missing'),
    ]);
    expect(power.iterations).toBe(2);
    expect(power.minutesFor10Percent).toBe(29);
  });

  it('shows no disagreement with one iteration', () => {
    const power = statePower(iterations([1000]));
    expect(power.hiddenRate95).toBeCloseTo(0.95, 12);
    expect(power.detects.map(({ probability }) => probability)).toEqual([0, 0, 0]);
  });

  it('excludes nothing without evidence, and knows no price without times', () => {
    expect(statePower([])).toMatchObject({ iterations: 0, hiddenRate95: 1, minutesFor10Percent: null });
    expect(statePower(iterations([0, 0, 0])).minutesFor10Percent).toBeNull();
  });
});
