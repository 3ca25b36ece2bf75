/** What must hold for every history. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Influence } from '../../src/model/mass-event.ts';
import type { Score } from '../../src/model/verdict.ts';
import { createScorer } from '../../src/score/scorer.ts';
import { nights } from './vectors.ts';

const scorer = createScorer({ iterationsPerNight: 5 });
const anyNight = fc.array(fc.constantFrom('P', 'P', 'P', 'F', 'E', 'R', 'S', '-'), {
  minLength: 1,
  maxLength: 10,
});
const anyNights = fc.array(anyNight, { minLength: 1, maxLength: 12 });
const anyInfluences: fc.Arbitrary<Influence[]> = fc.array(
  fc.record({ night: fc.nat(11), index: fc.nat(9), share: fc.double({ min: 0.01, max: 0.99, noNaN: true }) }),
  { maxLength: 4 },
);

const join = (all: readonly (readonly string[])[]) => all.map((letters) => letters.join('')).join(' ');

function figures(score: Score): number[] {
  return Object.values(score).filter((value) => typeof value === 'number');
}

describe('any history', () => {
  it('has figures inside their bounds', () => {
    fc.assert(
      fc.property(anyNights, anyInfluences, (all, influences) => {
        const score = scorer.score(join(all), influences);
        const { low, median, high, runs95, nights95, ...probabilities } = score;
        for (const value of figures(score)) expect(value).toSatisfy(Number.isFinite);
        for (const name of ['score', 'pFlaky', 'pBroken', 'redNight', 'hiddenRate95'] as const) {
          expect(probabilities[name]).toBeGreaterThanOrEqual(0);
          expect(probabilities[name]).toBeLessThanOrEqual(1);
        }
        expect(low).toBeGreaterThan(0);
        expect(median).toBeGreaterThanOrEqual(low);
        expect(high).toBeGreaterThanOrEqual(median);
        expect(high).toBeLessThan(1);
        expect(runs95).toBeGreaterThanOrEqual(1);
        expect(nights95).toBeGreaterThanOrEqual(1);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('does not depend on the order of iterations inside a night', () => {
    const shuffled = anyNights.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.tuple(...all.map((letters) => fc.shuffledSubarray(letters, { minLength: letters.length }))),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(scorer.score(join(other))).toEqual(scorer.score(join(all)));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('learns nothing from skipped and missing iterations', () => {
    const gaps = fc.array(fc.constantFrom('S', '-'), { maxLength: 4 });
    const padded = anyNights.chain((all) => fc.tuple(fc.constant(all), fc.tuple(...all.map(() => gaps))));
    fc.assert(
      fc.property(padded, ([all, more]) => {
        const ran = all.some((letters) => letters.some((code) => 'PFER'.includes(code)));
        const { verdict, ...before } = scorer.score(join(all));
        const { verdict: after, ...same } = scorer.score(
          join(all.map((letters, night) => [...(more[night] ?? []), ...letters])),
        );
        expect(same).toEqual(before);
        if (ran) expect(after).toBe(verdict);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('is not more broken for one more pass tonight', () => {
    fc.assert(
      fc.property(anyNights, (all) => {
        const tonight = all.at(-1) ?? [];
        const better = [...all.slice(0, -1), [...tonight, 'P']];
        expect(scorer.score(join(better)).pBroken).toBeLessThanOrEqual(scorer.score(join(all)).pBroken);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('scores the same from the memo as afresh', () => {
    fc.assert(
      fc.property(anyNights, anyInfluences, (all, influences) => {
        const history = join(all);
        const first = scorer.score(history, influences);
        expect(scorer.score(history, influences)).toBe(first);
        expect(createScorer({ iterationsPerNight: 5 }).score(history, [...influences])).toEqual(first);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('is excused by an incident, never accused', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (passes, share) => {
          const history = `${'P'.repeat(passes)}F`;
          const excused = scorer.score(history, [{ night: 0, index: passes, share }]);
          expect(excused.pFlaky).toBeLessThan(scorer.score(history).pFlaky);
        },
      ),
      { seed: 6, numRuns: 200 },
    );
  });
});

describe('clean runs', () => {
  it.each([1, 2, 5, 10])('narrow the interval for thirty nights of %d iterations', (iterations) => {
    const widths = Array.from({ length: 30 }, (_, night) => {
      const { low, high } = scorer.score(nights(`${'P'.repeat(iterations)} x${night + 1}`));
      return high - low;
    });
    for (const [index, width] of widths.entries()) expect(width).toBeLessThan(widths[index - 1] ?? 1);
  });
});

describe('a year', () => {
  it.each(['PPPPPPPPPP', 'FFFFFFFFFF', 'RRRRRRRRRR', 'PFPFPFPFPF', 'PPPPPPPPPF', '----------'])(
    'of nights %s has finite figures',
    (night) => {
      for (const value of figures(scorer.score(nights(`${night} x365`))))
        expect(value).toSatisfy(Number.isFinite);
    },
  );

  it('finds the rate that it was made with', () => {
    const { low, high, verdict } = scorer.score(nights('PPPPPPPPPF x365'));
    expect(verdict).toBe('flaky');
    expect(low).toBeLessThan(0.1);
    expect(high).toBeGreaterThan(0.1);
    expect(high - low).toBeLessThan(0.03);
  });

  it('may end in a night of thousands of iterations', () => {
    const score = scorer.score('P'.repeat(3000) + 'F'.repeat(3000));
    expect(score.verdict).toBe('flaky');
    expect(score.median).toBeGreaterThan(0.44);
    expect(score.median).toBeLessThan(0.56);
  });
});
