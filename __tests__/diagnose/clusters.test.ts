import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterFailures, type SignedFailure } from '../../src/diagnose/clusters.ts';

function fail(test: number, iteration: number, signature: string): SignedFailure {
  return {
    testId: `t${test}`,
    test,
    iteration,
    signature,
    example: `${signature} of ${test} in ${iteration}`,
  };
}

describe('clusterFailures', () => {
  it('tells three tests, four failures, one cause', () => {
    const { clusters, omitted } = clusterFailures([
      fail(7, 2, 'refused'),
      fail(3, 4, 'refused'),
      fail(3, 1, 'refused'),
      fail(5, 2, 'refused'),
      fail(5, 3, 'KeyError'),
    ]);
    expect(clusters).toEqual([
      {
        id: 'C1',
        signature: 'refused',
        example: 'refused of 3 in 1',
        failures: 4,
        tests: ['t3', 't5', 't7'],
        testCount: 3,
        iterations: [1, 2, 4],
      },
      {
        id: 'C2',
        signature: 'KeyError',
        example: 'KeyError of 5 in 3',
        failures: 1,
        tests: ['t5'],
        testCount: 1,
        iterations: [3],
      },
    ]);
    expect(omitted).toBe(0);
  });

  it('orders equal clusters by signature', () => {
    const { clusters } = clusterFailures([fail(1, 1, 'b'), fail(2, 1, '__proto__'), fail(3, 1, 'a')]);
    expect(clusters.map(({ signature }) => signature)).toEqual(['__proto__', 'a', 'b']);
  });

  it('gives a test the cluster of its most frequent failure, of equal ones the larger cluster', () => {
    const { clusterOfTest } = clusterFailures([
      fail(1, 1, 'common'),
      fail(1, 2, 'rare'),
      fail(1, 3, 'rare'),
      fail(2, 1, 'common'),
      fail(2, 2, 'rare'),
      fail(3, 1, 'common'),
      fail(4, 1, 'common'),
    ]);
    expect([1, 2, 3].map((test) => clusterOfTest.get(test)?.signature)).toEqual(['rare', 'common', 'common']);
  });

  it('does not cluster failures that say nothing', () => {
    const { clusters, clusterOfTest } = clusterFailures([fail(1, 1, ''), fail(2, 1, '')]);
    expect(clusters).toEqual([]);
    expect(clusterOfTest.size).toBe(0);
  });

  it('lists at most 50 tests and counts all', () => {
    const [cluster] = clusterFailures(Array.from({ length: 70 }, (_, test) => fail(test, 1, 'x'))).clusters;
    expect(cluster?.tests).toHaveLength(50);
    expect(cluster?.tests.at(-1)).toBe('t49');
    expect(cluster?.testCount).toBe(70);
  });

  it('reports so many clusters as asked for, and counts the rest', () => {
    const failures = [fail(1, 1, 'a'), fail(1, 2, 'a'), fail(2, 1, 'b'), fail(3, 1, 'c')];
    const { clusters, omitted, clusterOfTest } = clusterFailures(failures, 1);
    expect(clusters.map(({ signature }) => signature)).toEqual(['a']);
    expect(omitted).toBe(2);
    expect([...clusterOfTest.keys()]).toEqual([1]);
    expect(clusterFailures(Array.from({ length: 130 }, (_, n) => fail(n, 1, `s${n}`)))).toMatchObject({
      clusters: { length: 100 },
      omitted: 30,
    });
  });

  it('counts every failure once and does not depend on their order', () => {
    const failure = fc
      .tuple(fc.nat(9), fc.integer({ min: 1, max: 5 }), fc.constantFrom('a', 'b', 'c', 'constructor'))
      .map(([test, iteration, signature]) => fail(test, iteration, signature));
    const shuffled = fc
      .array(failure, { maxLength: 40 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([failures, others]) => {
        const result = clusterFailures(failures);
        expect(result.clusters.reduce((sum, cluster) => sum + cluster.failures, 0)).toBe(failures.length);
        expect(clusterFailures(others).clusters).toEqual(result.clusters);
        for (const [test, cluster] of result.clusterOfTest) expect(cluster.tests).toContain(`t${test}`);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
