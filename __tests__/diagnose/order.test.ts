import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHints, prepareHints } from '../../src/diagnose/hints.ts';
import { findCandidates } from '../../src/diagnose/order-candidates.ts';
import { invertOrders } from '../../src/diagnose/order-positions.ts';
import { buildMatrixFromCodes, type MatrixFacts } from './matrix-from-codes.ts';

/** Test 0 is the victim; the others pass unless `codes` says more. */
function sceneOf(
  victim: string,
  orders: MatrixFacts['orders'],
  others: number | readonly string[],
): MatrixFacts {
  const codes =
    typeof others === 'number' ? Array.from({ length: others }, () => victim.replaceAll(/./g, 'P')) : others;
  return { codes: [victim, ...codes], ...(orders && { orders }) };
}

function hint(facts: MatrixFacts, kind: 'order' | 'position', test = 0): string[] {
  const subject = { test, runs95: 22, failures: [], cluster: null };
  const hints = findHints(prepareHints(buildMatrixFromCodes(facts), []), subject);
  return hints.filter((found) => found.kind === kind).map(({ text }) => text);
}

/** The victim (0) with `before` ahead of it and the rest of 1..9 behind. */
const around = (...before: number[]) => [
  ...before,
  0,
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].filter((test) => !before.includes(test)),
];

describe('order', () => {
  it('names the only test that ran before it whenever it failed and never when it passed', () => {
    const orders = [
      around(7, 4),
      around(1, 2),
      around(4, 1),
      around(3),
      around(2, 5),
      around(4),
      around(8),
      around(6, 3),
    ];
    expect(hint(sceneOf('FPFPPFPP', orders, 9), 'order')).toEqual([
      'test_4 ran before it in every failing and in no passing iteration: probably what it leaves behind breaks this test (expected by accident: about 0.02)',
    ]);
  });

  it('names the test that it needs', () => {
    const orders = [
      around(7, 4),
      around(1, 2),
      around(4, 1),
      around(3),
      around(2, 4),
      around(4),
      around(8),
      around(6, 3),
    ];
    expect(hint(sceneOf('PFPFPPFF', orders, 9), 'order')).toEqual([
      'test_4 ran before it in every passing and in no failing iteration: probably this test needs what it sets up (expected by accident: fewer than 0.01)',
    ]);
  });

  it('names the nearest three and counts the others', () => {
    const orders = [around(9, 8, 7, 6, 5), null, [...around(9, 8, 7, 6, 5, 4)]];
    const [text] = hint(sceneOf('FPF', orders, 9), 'order');
    // In the order of the first column the victim, test 0, is first: nothing runs before it.
    expect(text).toMatch(
      /^The order of tests changed, and 5 tests ran before it in every failing and in no passing iteration/,
    );
    expect(text).toContain('nearest: test_5, test_6, test_7.');
  });

  it('says when the evidence is too weak, and how to find the test', () => {
    const orders = [around(1, 2, 3, 4), around(5, 6, 7), around(5, 8, 9)];
    // 9 others * 4/9 * 6/9 * 6/9 = 1.8
    expect(hint(sceneOf('FPP', orders, 9), 'order')).toEqual([
      'The order of tests changed, and 4 tests ran before it in every failing and in no passing iteration, too weak to name one (expected by accident: about 2); nearest: test_4, test_3, test_2. To find it, halve these 4 tests 2 times, with 22 runs each time',
    ]);
  });

  it('asks for a comparison where only one test fits', () => {
    const orders = [around(4, 5, 6), around(5, 6), around(6, 5)];
    expect(hint(sceneOf('FPP', orders, 9), 'order').join()).toContain(
      'nearest: test_4. To be sure, repeat it with and without that test, 22 runs each',
    );
  });

  it('does not choose between candidates of equal evidence', () => {
    const orders = [
      around(7, 4, 5),
      around(1, 2),
      around(7, 1),
      around(3),
      around(2),
      around(4, 5),
      around(8),
    ];
    const [text] = hint(sceneOf('FPPPPFP', orders, 9), 'order');
    expect(text).toMatch(
      /^test_5 and test_4 ran before it .*: possibly what one of them leaves behind breaks this test/,
    );
  });

  it.each<[string, MatrixFacts]>([
    ['one order in all iterations', sceneOf('PFPFP', undefined, 9)],
    ['one order that failed and passed', sceneOf('FPP', [around(4), around(4), around(1)], 9)],
    ['no test fits', sceneOf('FPP', [around(4), around(4, 1), around(2)], 9)],
    ['a test that always failed', sceneOf('FFF', [around(4), around(4, 1), around(1)], 9)],
  ])('nothing: %s', (_, facts) => {
    expect(hint(facts, 'order')).toEqual([]);
  });

  it('takes a test that was skipped or did not report for one that did not run before it', () => {
    const orders = [around(4, 5), around(4, 5), around(4, 5, 6)];
    const others = ['PPP', 'PPP', 'PPP', 'PS-', 'PPP', 'PPP', 'PPP', 'PPP', 'PPP'];
    // Without test 4 the second order is another one only because of the first two columns' equal lists.
    expect(invertOrders(buildMatrixFromCodes(sceneOf('FPP', orders, others)))?.orderOf).toEqual([0, 0, 2]);
    const moved = [around(4, 5), around(5, 4), around(5, 4, 6)];
    expect(hint(sceneOf('FPP', moved, others), 'order').join()).toContain('test_4');
  });

  it('agrees with the definition on random orders', () => {
    const scene = fc.record({
      codes: fc.array(fc.constantFrom('P', 'F'), { minLength: 4, maxLength: 6 }),
      orders: fc.array(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }), {
        minLength: 6,
        maxLength: 6,
      }),
    });
    fc.assert(
      fc.property(scene, ({ codes, orders }) => {
        const positions = invertOrders(buildMatrixFromCodes(sceneOf(codes.join(''), orders, 7)));
        fc.pre(positions !== null && codes.includes('F') && codes.includes('P'));
        const columnsOf = (code: string) => [...codes.keys()].filter((column) => codes[column] === code);
        const [failing, passing] = [columnsOf('F'), columnsOf('P')];
        const ranBefore = (test: number) => (column: number) =>
          (orders[column]?.indexOf(test) ?? 0) < (orders[column]?.indexOf(0) ?? 0);
        const fits = (every: number[], no: number[]) =>
          [1, 2, 3, 4, 5, 6, 7].filter((test) => every.every(ranBefore(test)) && !no.some(ranBefore(test)));
        const [polluters, setters] = findCandidates(positions, {
          test: 0,
          failing,
          passing,
        });
        const expected = [fits(failing, passing), fits(passing, failing)];
        expect([polluters?.count, setters?.count]).toEqual(expected.map(({ length }) => length));
        for (const [index, found] of [polluters, setters].entries())
          for (const test of found?.nearest ?? []) expect(expected[index]).toContain(test);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('expects as many accidental polluters as random orders bring on average', () => {
    const tests = [0, 1, 2, 3, 4, 5, 6, 7];
    let expected = 0;
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.shuffledSubarray(tests, { minLength: 8 }), { minLength: 3, maxLength: 3 }),
        (orders) => {
          const positions = invertOrders(buildMatrixFromCodes(sceneOf('FPP', orders, 7)));
          fc.pre(positions !== null);
          const [polluters] = findCandidates(positions, {
            test: 0,
            failing: [0],
            passing: [1, 2],
          });
          expected += polluters?.expected ?? 0;
          found += polluters?.count ?? 0;
        },
      ),
      { seed: 3, numRuns: 2000 },
    );
    expect(expected / found).toBeCloseTo(1, 1);
  });
});

describe('position', () => {
  const first = [0, 1, 2, 3, 4, 5];
  const last = [1, 2, 3, 4, 5, 0];
  const early = [1, 0, 2, 3, 4, 5];
  const late = [1, 2, 3, 4, 0, 5];

  it('fails only first or only last', () => {
    expect(hint(sceneOf('FPP', [first, early, last], 5), 'position')).toEqual([
      'Failed only where it ran first: something is not ready yet or set up by a later test',
    ]);
    expect(hint(sceneOf('PPF', [first, early, last], 5), 'position')).toEqual([
      'Failed only where it ran last: something ran out or was torn down before it',
    ]);
  });

  it('fails only early or only late, told from five different orders on', () => {
    const orders = [early, [2, 0, 1, 3, 4, 5], late, [2, 1, 3, 4, 0, 5], [3, 1, 2, 4, 0, 5]];
    expect(hint(sceneOf('FFPPP', orders, 5), 'position')).toEqual([
      'Failed only in the early half of the order and passed only in the other (by accident 1 time in 16)',
    ]);
    expect(hint(sceneOf('PPFFF', orders, 5), 'position').join()).toContain('late half');
    expect(hint(sceneOf('FFPP', orders.slice(0, 4), 5), 'position')).toEqual([]);
  });

  it('says nothing when it passed in the same place, or of few tests', () => {
    expect(hint(sceneOf('FPP', [first, [0, 2, 1, 3, 4, 5], last], 5), 'position')).toEqual([]);
    expect(
      hint(
        sceneOf(
          'FPP',
          [
            [0, 1],
            [1, 0],
            [1, 0],
          ],
          1,
        ),
        'position',
      ),
    ).toEqual([]);
  });
});
