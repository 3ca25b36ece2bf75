import { describe, expect, it } from 'vitest';
import { PRIOR, RATES } from '../../src/score/rate-grid.ts';
import { createScorer } from '../../src/score/scorer.ts';
import { formatScore } from './format-score.ts';
import { EVENT_VECTORS, nights, readVectors, VECTORS } from './vectors.ts';

const scorer = createScorer({ iterationsPerNight: 5 });
const digits = (values: (number | undefined)[]) => values.map((value) => value?.toFixed(6));

describe('the reference vectors', () => {
  it.each(readVectors(VECTORS))('scores $subject', ({ subject, expected }) => {
    expect(formatScore(scorer.score(nights(subject)))).toEqual(expected);
  });

  it.each(readVectors(EVENT_VECTORS))('discounts an event of share $subject', ({ subject, expected }) => {
    const influences = [{ night: 0, index: 1, share: Number(subject) }];
    expect(formatScore(scorer.score('PFPPP', influences))).toEqual(expected);
  });

  it('has a grid of 42 rates with the reference prior', () => {
    expect(RATES).toHaveLength(42);
    expect(digits([RATES[0], RATES[1], RATES[21], RATES[41]])).toEqual([
      '0.000000',
      '0.000100',
      '0.041770',
      '0.950000',
    ]);
    expect(digits([PRIOR[0], PRIOR[1], PRIOR[21], PRIOR[41]])).toEqual([
      '0.950000',
      '0.001630',
      '0.001562',
      '0.000082',
    ]);
  });
});
