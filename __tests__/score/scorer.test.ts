import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/score/scorer.ts';
import { nights } from './vectors.ts';

const scorer = createScorer({ iterationsPerNight: 5 });
const score = (short: string) => scorer.score(nights(short));

describe('the verdict', () => {
  it.each([
    ['-----', 'inconclusive'],
    ['----- x3', 'inconclusive'],
    ['SSSSS', 'skipped'],
    ['-----, --S--', 'skipped'],
    ['SSSSP', 'inconclusive'],
    ['PPPP-', 'inconclusive'],
    ['PPPPP', 'stable'],
    ['PP---, PP---', 'inconclusive'],
    ['PP---, PPP--', 'stable'],
    ['-----, PPPPP', 'new'],
    ['-----, PP---', 'new'],
    ['SSSSS, PPPPP', 'new'],
    ['-----, PFPPP', 'flaky'],
    ['-----, FFFFF', 'failing'],
    ['F', 'suspect'],
    ['FF', 'failing'],
    ['PPPPP x6, -F---', 'suspect'],
    ['PPPPP x6, -F---, -F---', 'failing'],
    ['R', 'flaky'],
    ['RRRRR', 'flaky'],
  ])('of %s is %s', (short, verdict) => {
    expect(score(short).verdict).toBe(verdict);
  });

  it('is inconclusive without any history', () => {
    expect(scorer.score('').verdict).toBe('inconclusive');
  });

  it('does not call a test failing that also passed tonight, in whatever iteration', () => {
    for (const tonight of ['PFFFF', 'FFPFF', 'FFFFP', 'FRFFF']) {
      const broken = score(`PPPPP x30, FFFFF x7, ${tonight}`);
      expect(broken.pBroken).toBeGreaterThan(0.8);
      expect(broken.verdict).toBe('suspect');
    }
  });
});

describe('the letters', () => {
  it('count an errored run as a failed one', () => {
    expect(score('PEPPP, EEEEE')).toEqual(score('PFPPP, FFFFF'));
  });

  it('must be cell codes', () => {
    expect(() => scorer.score('PPxPP')).toThrow('Unknown cell code "x"');
    expect(() => scorer.score('PPPPP\nPPPPP')).toThrow(RangeError);
  });
});

describe('the iterations of a night', () => {
  it('decide how red the next night gets, not how flaky the test is', () => {
    const one = createScorer({ iterationsPerNight: 1 }).score('PFPPP');
    const five = score('PFPPP');
    expect(one.redNight).toBeCloseTo(one.score, 12);
    expect(five.redNight).toBeGreaterThan(2 * one.redNight);
    expect({ ...one, redNight: 0, nights95: 0 }).toEqual({ ...five, redNight: 0, nights95: 0 });
  });

  it('leave one iteration a night to be compared with other nights', () => {
    const { nights95, runs95 } = createScorer({ iterationsPerNight: 1 }).score('P F P P F P P');
    expect(nights95).toBe(runs95);
  });
});

describe('the rate that clean runs hide', () => {
  it.each([
    ['-----', 1],
    ['S----', 1],
    ['P----', 0.95],
    ['PPPPP', 0.45072],
    ['PPPPP x6', 0.095034],
  ])('after %s is %d', (short, hidden) => {
    expect(score(short).hiddenRate95).toBeCloseTo(hidden, 6);
  });
});

describe('an influence', () => {
  it('changes nothing where the test did not run or the iteration is another', () => {
    const elsewhere = [
      { night: 0, index: 4, share: 0.5 },
      { night: 3, index: 0, share: 0.5 },
    ];
    expect(scorer.score('PFPP-', elsewhere)).toEqual(scorer.score('PFPP-'));
  });

  it('makes a pass in it no better and no worse evidence than any pass', () => {
    const passed = scorer.score('PPPPP', [{ night: 0, index: 1, share: 0.5 }]);
    expect(passed.pFlaky).toBeCloseTo(score('PPPPP').pFlaky, 6);
    expect(passed.median).toBeCloseTo(score('PPPPP').median, 6);
  });

  it('does not excuse a failure in another iteration of the same night', () => {
    expect(scorer.score('PFPPF', [{ night: 0, index: 1, share: 0.5 }]).verdict).toBe('flaky');
  });

  it('is kept apart from the same history without it', () => {
    const fresh = createScorer({ iterationsPerNight: 5 });
    const influences = [{ night: 0, index: 1, share: 0.1 }];
    expect(fresh.score('PFPPP', influences).verdict).toBe('stable');
    expect(fresh.score('PFPPP').verdict).toBe('flaky');
    expect(fresh.score('PFPPP', influences).verdict).toBe('stable');
  });
});
