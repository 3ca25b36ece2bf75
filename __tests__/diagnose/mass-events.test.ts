import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectMassEvents, effectiveHistory } from '../../src/diagnose/mass-events.ts';
import type { OutcomeTable } from '../../src/model/mass-event.ts';
import { buildSuite, judgeSuite, tableOf } from '../score/suite.ts';

const detect = (histories: readonly string[]) => detectMassEvents(tableOf(histories));

/** The first `hit` tests show `letters`, the others `clean`. */
function suite({
  tests,
  hit,
  letters,
  clean,
}: {
  tests: number;
  hit: number;
  letters: string;
  clean: string;
}) {
  return buildSuite({ tests, clean }, (test, set) => {
    if (test < hit) letters.split(' ').forEach((night, index) => set(index, night));
  });
}

/** Some tests are dead but for one retry, ten others lose one iteration. */
const withDead = (dead: number) =>
  detect(
    buildSuite({ tests: 100, clean: 'PPPPP' }, (test, set) => {
      if (test < dead) set(0, 'FFRFF');
      else if (test >= 50 && test < 60) set(0, 'PFPPP');
    }),
  );

describe('an event of one iteration', () => {
  it.each([
    { tests: 100, hit: 4, events: 0 },
    { tests: 100, hit: 5, events: 1 },
    { tests: 500, hit: 5, events: 1 },
    { tests: 501, hit: 5, events: 0 },
  ])('needs five tests and one percent: $hit of $tests', ({ tests, hit, events }) => {
    const found = detect(suite({ tests, hit, letters: 'PPFPP', clean: 'PPPPP' }));
    expect(found.iterationEvents).toHaveLength(events);
  });

  it('counts rescued runs as first failures, and names them', () => {
    const [event] = detect(suite({ tests: 100, hit: 10, letters: 'PPRPP', clean: 'PPPPP' })).iterationEvents;
    expect(event).toMatchObject({ night: 0, index: 2, share: 0.1 });
    expect(event?.tests).toHaveLength(10);
  });

  it('does not see what is usual: every iteration has as many failures', () => {
    const histories = buildSuite({ tests: 100, clean: 'PPPPP' }, (test, set) => {
      if (test < 50)
        set(0, Array.from('PPPPP', (code, iteration) => (test % 5 === iteration ? 'F' : code)).join(''));
    });
    expect(detect(histories).iterationEvents).toEqual([]);
  });

  it('subtracts what is usual from the share', () => {
    const histories = buildSuite({ tests: 100, clean: 'PPPPP' }, (test, set) => {
      if (test < 10)
        set(0, Array.from('PPPPP', (code, iteration) => (test % 5 === iteration ? 'F' : code)).join(''));
      else if (test < 30) set(0, 'PPPPF');
    });
    const [event] = detect(histories).iterationEvents;
    expect(event?.index).toBe(4);
    expect(event?.share).toBeCloseTo((22 - 2) / 100, 12);
    expect(event?.tests).toHaveLength(22);
  });

  it('takes the lower quartile of all iterations for usual', () => {
    const failures = [3, 1, 30, 7, 5];
    const histories = buildSuite({ tests: 100, clean: 'PPPPP' }, (test, set) => {
      set(
        0,
        failures
          .map((count, index) => (test >= index * 10 && test < index * 10 + count ? 'F' : 'P'))
          .join(''),
      );
    });
    expect(detect(histories).iterationEvents.map(({ index, share }) => ({ index, share }))).toEqual([
      { index: 2, share: (30 - 3) / 100 },
    ]);
  });

  it('is found between nights of one iteration', () => {
    const found = detect(suite({ tests: 100, hit: 20, letters: 'P P F P P', clean: 'P P P P P' }));
    expect(found.iterationEvents).toMatchObject([{ night: 2, index: 0, share: 0.2 }]);
  });

  it('asks dead tests that a retry brought back, unless an outage explains them', () => {
    expect(withDead(4)).toMatchObject({ outages: [], iterationEvents: [{ index: 1, share: 10 / 100 }] });
    expect(withDead(20)).toMatchObject({
      outages: [{ share: 0.2 }],
      iterationEvents: [{ index: 1, share: 10 / 80 }],
    });
  });

  it('is never a sure thing: an iteration that lost everything has a share of 0.99', () => {
    const found = detect(suite({ tests: 50, hit: 50, letters: 'PPPFP', clean: 'PPPPP' }));
    expect(found.iterationEvents[0]?.share).toBe(0.99);
    expect(found.influences(7)).toEqual([{ night: 0, index: 3, share: 0.99 }]);
  });

  it('takes only tests for witnesses that are not plainly broken', () => {
    const found = detect(
      buildSuite({ tests: 100, clean: 'PPPPP' }, (test, set) => {
        if (test < 10) set(0, 'FFEFF');
        else if (test < 20) set(0, 'PFPPP');
      }),
    );
    expect(found.iterationEvents.map(({ index, share }) => ({ index, share }))).toEqual([
      { index: 1, share: 10 / 90 },
    ]);
    expect(found.influences(5)).toEqual([]);
    expect(found.surprise(5)).toBe(0);
    expect(found.influences(15)).toHaveLength(1);
  });

  it('excuses only tests that ran in the iteration', () => {
    const histories = buildSuite({ tests: 100, clean: 'PPPPP' }, (test, set) => {
      if (test < 10) set(0, 'PFPPP');
      if (test === 50) set(0, 'P-PPP');
      if (test === 51) set(0, 'PSPPP');
    });
    const found = detect(histories);
    expect(found.iterationEvents[0]?.share).toBeCloseTo(10 / 98, 12);
    expect(found.influences(50)).toEqual([]);
    expect(found.influences(51)).toEqual([]);
    expect([50, 51].map((test) => found.surprise(test))).toEqual([0, 0]);
    expect(found.surprise(52)).toBeLessThan(0);
    expect(found.influences(52)).toHaveLength(1);
  });

  it('gives tests with the same events the same list', () => {
    const found = detect(suite({ tests: 100, hit: 10, letters: 'PFPPP', clean: 'PPPPP' }));
    expect(found.influences(3)).toBe(found.influences(70));
  });
});

describe('too little to compare', () => {
  it('finds nothing in one night of one iteration, however many fail', () => {
    const found = detect(suite({ tests: 100, hit: 60, letters: 'F', clean: 'P' }));
    expect(found.iterationEvents).toEqual([]);
    expect(found.outages).toEqual([]);
    expect(found.influences(0)).toEqual([]);
  });

  it('finds nothing when only one of five iterations reported', () => {
    const found = detect(suite({ tests: 100, hit: 60, letters: '--F--', clean: '--P--' }));
    expect(found.iterationEvents).toEqual([]);
    expect(found.outages).toEqual([]);
  });

  it('finds nothing in an empty suite', () => {
    expect(detect([])).toMatchObject({ iterationEvents: [], outages: [] });
    expect(detectMassEvents({ testCount: 0, iterations: [5, 5], cell: () => 1 }).iterationEvents).toEqual([]);
  });
});

describe('an outage', () => {
  it.each([
    { hit: 4, of: 100, outages: 0 },
    { hit: 5, of: 100, outages: 1 },
    { hit: 5, of: 501, outages: 0 },
  ])('needs five tests and one percent: $hit of $of', ({ hit, of, outages }) => {
    const found = detect(suite({ tests: of, hit, letters: 'FFFFF', clean: 'PPPPP' }));
    expect(found.outages).toHaveLength(outages);
  });

  it('is told in the first night already, and the tests in it still fail', () => {
    const { events, scores } = judgeSuite(suite({ tests: 100, hit: 30, letters: 'FFFFF', clean: 'PPPPP' }));
    expect(events.outages[0]).toMatchObject({ night: 0, share: 0.3 });
    expect(events.iterationEvents).toEqual([]);
    expect(scores[0]?.verdict).toBe('failing');
    expect(scores[99]?.verdict).toBe('stable');
  });

  it('is told once: tests that stay dead did not die again', () => {
    const found = detect(
      suite({ tests: 100, hit: 30, letters: 'PPPPP FFFFF FFFFF', clean: 'PPPPP PPPPP PPPPP' }),
    );
    expect(found.outages.map(({ night }) => night)).toEqual([1]);
  });

  it('counts the share over the tests that ran', () => {
    const histories = buildSuite({ tests: 100, clean: '-----' }, (test, set) => {
      if (test < 10) set(0, 'F-F--');
      else if (test < 50) set(0, 'PPPPP');
    });
    expect(detect(histories).outages[0]?.share).toBe(10 / 50);
  });

  it('needs two runs of a test', () => {
    expect(detect(suite({ tests: 100, hit: 30, letters: 'F----', clean: 'PPPPP' })).outages).toEqual([]);
  });

  it('has no witnesses among its dead, whether a retry got through or not', () => {
    const histories = buildSuite({ tests: 100, clean: 'PPPPP' }, (test, set) => {
      if (test < 20) set(0, 'FFRFF');
    });
    const found = detect(histories);
    expect(found.outages).toHaveLength(1);
    expect(found.iterationEvents).toEqual([]);
  });
});

describe('the effective history', () => {
  const outage = { kind: 'outage', night: 1, share: 0.5, tests: new Uint32Array() } as const;

  it.each([
    ['PPPPP FFRFF', 'PPPPP FFFFF'],
    ['PPPPP RR---', 'PPPPP FF---'],
    ['FFRFF FFFFF', 'FFRFF FFFFF'],
    ['PPPPP PFRFF', 'PPPPP PFRFF'],
    ['PPPPP R----', 'PPPPP R----'],
    ['PPPPP', 'PPPPP'],
  ])('in an outage of the second night: %s is %s', (history, expected) => {
    expect(effectiveHistory(history, [outage])).toBe(expected);
  });

  it('is the history itself without an outage', () => {
    expect(effectiveHistory('RRRRR RRRRR', [])).toBe('RRRRR RRRRR');
  });
});

describe('any table', () => {
  const histories = fc
    .record({
      tests: fc.integer({ min: 1, max: 40 }),
      nights: fc.integer({ min: 1, max: 4 }),
      iterations: fc.integer({ min: 1, max: 5 }),
    })
    .chain(({ tests, nights, iterations }) => {
      const night = fc.array(fc.constantFrom('P', 'P', 'P', 'F', 'E', 'R', 'S', '-'), {
        minLength: iterations,
        maxLength: iterations,
      });
      const history = fc
        .array(night, { minLength: nights, maxLength: nights })
        .map((all) => all.map((letters) => letters.join('')).join(' '));
      return fc.array(history, { minLength: tests, maxLength: tests });
    });

  it('has events that keep to the limits and name tests that did fail there', () => {
    fc.assert(
      fc.property(histories, (suiteHistories) => {
        const found = detect(suiteHistories);
        for (const event of [...found.iterationEvents, ...found.outages]) {
          expect(event.share).toBeGreaterThanOrEqual(0.01);
          expect(event.share).toBeLessThanOrEqual(1);
          expect(event.tests.length).toBeGreaterThanOrEqual(5);
          expect([...event.tests]).toEqual([...new Set(event.tests)].toSorted((a, b) => a - b));
          for (const test of event.tests) {
            const letters = suiteHistories[test]?.split(' ')[event.night] ?? '';
            expect(event.kind === 'iteration' ? letters.charAt(event.index) : letters).toMatch(/[FER]/);
          }
        }
      }),
      { seed: 20_260_101, numRuns: 300 },
    );
  });

  it('does not depend on the order of the tests', () => {
    fc.assert(
      fc.property(histories, (suiteHistories) => {
        const forward = detect(suiteHistories);
        const backward = detect(suiteHistories.toReversed());
        const last = suiteHistories.length - 1;
        expect(backward.iterationEvents.map(({ share }) => share)).toEqual(
          forward.iterationEvents.map(({ share }) => share),
        );
        suiteHistories.forEach((_, test) => {
          expect(backward.surprise(last - test)).toBe(forward.surprise(test));
          expect(backward.influences(last - test)).toEqual(forward.influences(test));
        });
      }),
      { seed: 20_260_102, numRuns: 200 },
    );
  });
});

describe('a large table', () => {
  it('is read without an object per test', () => {
    const table: OutcomeTable = {
      testCount: 200_000,
      iterations: [5],
      cell: (test, _night, index) => (index === 3 && test % 50 === 0 ? 2 : 1),
    };
    const found = detectMassEvents(table);
    expect(found.iterationEvents).toHaveLength(1);
    expect(found.iterationEvents[0]?.tests).toHaveLength(4000);
    expect(found.iterationEvents[0]?.share).toBe(0.02);
  });
});
