/** The three suites of the reference model: events and scores together, as the application joins them. */
import { describe, expect, it } from 'vitest';
import { buildSuite, judgeSuite } from '../score/suite.ts';

const clean = (nights: number) => Array.from({ length: nights }, () => 'PPPPP').join(' ');

describe('an iteration that took 20 of 100 tests with it (S1)', () => {
  const { events, scores } = judgeSuite(
    buildSuite({ tests: 100, clean: clean(6) }, (test, set) => {
      if (test < 20) set(1, 'PFPPP');
      if (test === 0) set(2, 'PPPFP');
    }),
  );

  it('is one event of one iteration', () => {
    expect(events.outages).toEqual([]);
    expect(events.iterationEvents).toEqual([
      {
        kind: 'iteration',
        night: 1,
        index: 1,
        share: 0.2,
        tests: Uint32Array.from({ length: 20 }, (_, test) => test),
      },
    ]);
  });

  it('surprises little', () => {
    expect(events.surprise(0)).toBeCloseTo(1.28755, 6);
    expect(events.surprise(19)).toBeCloseTo(1.28755, 6);
    expect(events.surprise(20)).toBeCloseTo(-0.321888, 6);
  });

  it('excuses the failures in it, and only those', () => {
    expect(scores[0]?.verdict).toBe('flaky');
    expect(scores[0]?.pFlaky).toBeCloseTo(0.990612, 6);
    expect(scores[0]?.score).toBeCloseTo(0.03675, 6);
    expect(scores[1]?.verdict).toBe('stable');
    expect(scores[1]?.pFlaky).toBeCloseTo(0.030339, 6);
  });
});

describe('the same 20 tests in six iterations (S2)', () => {
  const iterations = ['PFPPP', 'PFPPP', 'FPPPP', 'PPPFP', 'PPFPP', 'PPPPF'];
  const { events, scores } = judgeSuite(
    buildSuite({ tests: 100, clean: clean(6) }, (test, set) => {
      if (test < 20) iterations.forEach((letters, night) => set(night, letters));
    }),
  );

  it('is too surprising for bystanders', () => {
    expect(events.iterationEvents.map(({ night, index }) => `${night + 1}.${index + 1}`)).toEqual([
      '1.2',
      '2.2',
      '3.1',
      '4.4',
      '5.3',
      '6.5',
    ]);
    expect(events.surprise(1)).toBeCloseTo(7.725302, 6);
    expect(events.influences(1)).toEqual([]);
    expect(events.influences(50)).toHaveLength(6);
  });

  it('makes them flaky and nobody else', () => {
    expect(scores[1]?.verdict).toBe('flaky');
    expect(scores[1]?.score).toBeCloseTo(0.193547, 6);
    expect(scores[1]?.low).toBeCloseTo(0.089764, 6);
    expect(scores[1]?.high).toBeCloseTo(0.3246, 6);
    expect(scores[50]?.verdict).toBe('stable');
  });
});

describe('a night in which 31 of 51 tests died (S3)', () => {
  const { events, scores } = judgeSuite(
    buildSuite({ tests: 51, clean: clean(2) }, (test, set) => {
      if (test < 30) set(1, 'FFFFF');
      if (test === 30) set(1, 'FFRFF');
    }),
  );

  it('is one outage and no event of one iteration', () => {
    expect(events.iterationEvents).toEqual([]);
    expect(events.outages).toHaveLength(1);
    expect(events.outages[0]).toMatchObject({ kind: 'outage', night: 1 });
    expect(events.outages[0]?.share).toBeCloseTo(0.607843, 6);
    expect([...(events.outages[0]?.tests ?? [])]).toEqual(Array.from({ length: 31 }, (_, test) => test));
  });

  it('leaves the dead tests failing, also the one with a rescued run', () => {
    for (const test of [0, 30]) {
      expect(scores[test]?.verdict).toBe('failing');
      expect(scores[test]?.pBroken).toBeCloseTo(0.997415, 6);
    }
    expect(scores[40]?.verdict).toBe('stable');
  });
});
