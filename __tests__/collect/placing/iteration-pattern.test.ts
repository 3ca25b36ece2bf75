import { describe, expect, it } from 'vitest';
import {
  areIterations,
  placeByDefault,
  placeByPattern,
} from '../../../src/collect/placing/iteration-pattern.ts';

describe('the iteration a path names', () => {
  it.each([
    ['results-3.xml', 3, 1, null],
    ['test-results-3/junit.xml', 3, 1, null],
    ['test-results-3/TEST-com.example.Foo1.xml', 3, 1, null],
    ['iteration-3/report.xml', 3, 1, null],
    ['iteration_3.xml.gz', 3, 1, null],
    ['run_3/results.xml', 3, 1, null],
    ['run3.xml', 3, 1, null],
    ['leg-12/out.xml', 12, 1, null],
    ['attempt-2.xml', 2, 1, null],
    ['attempt-0.xml', 0, 1, null],
    ['results-0.xml', 0, 1, null],
    ['attempt_2/results.xml', 2, 1, null],
    ['test-results-3-attempt-2/junit.xml', 3, 2, null],
    ['test-results-3-shard-2/junit.xml', 3, 1, '2'],
    ['test-results-3-shard-2-of-4/junit.xml', 3, 1, '2-of-4'],
    ['test-results-shard-2/iteration-3.xml', 3, 1, '2'],
    ['junit-4.xml', 4, 1, null],
    ['pytest-4.xml', 4, 1, null],
    ['run_1/results-3.xml', 3, 1, null],
    ['test-results-3/leg1/junit.xml', 3, 1, null],
    ['test-results-3/run_7/leg1/junit.xml', 3, 1, null],
    ['iteration3/test-results-2/junit.xml', 3, 1, null],
    ['test-results-3/iteration-1/junit.xml', 3, 1, null],
    ['test-results-3.11-iteration-2.xml', 2, 1, null],
    ['leg-3/run_2/junit-5.xml', 3, 1, null],
    ['test-results-3/TEST-com.acme.Run2Test.xml', 3, 1, null],
    ['test-results-3/TEST-com.acme.Attempt2Shard4Test.xml.gz', 3, 1, null],
    ['TEST-results-3.xml', 3, 1, null],
    ['TEST-3.xml', 3, 1, null],
    ['Test-Results-3/x.xml', 3, 1, null],
  ])('%s is iteration %i, attempt %i, shard %s', (path, iteration, attempt, shard) => {
    expect(placeByDefault(path)).toEqual({ iteration, attempt, shard });
  });

  it.each([
    'junit.xml',
    'results.xml',
    'results-20260301.xml',
    'TEST-com.example.Foo.xml',
    'TEST-com.acme.Run2Test.xml',
    'TEST-com.acme.Iteration3Test.xml',
    'login/TEST-com.acme.Attempt2Test.xml.gz',
    'contest-3d.xml',
  ])('%s names none', (path) => {
    expect(placeByDefault(path)).toBeNull();
  });

  it('follows a pattern of the user', () => {
    expect(placeByPattern(/night-(\d+)/, 'night-7/x.xml')).toEqual({ iteration: 7, attempt: 1, shard: null });
    expect(placeByPattern(/(?<shard>[ab])-(?<iteration>\d+)-t(?<attempt>\d+)/, 'b-7-t2.xml')).toEqual({
      iteration: 7,
      attempt: 2,
      shard: 'b',
    });
    expect(placeByPattern(/night-(\d+)/, 'day-7/x.xml')).toBeNull();
    expect(placeByPattern(/(\w+)/, 'abc.xml')).toBeNull();
  });
});

describe('numbers read by default', () => {
  it.each([
    [[1, 2, 3, 4, 5], true],
    [[97], true],
    [[5, 5, 5], true],
    [Array.from({ length: 30 }, (_, index) => 10 * (index + 1)), true],
    [[2026], false],
    [[2025, 2026], false],
    [[2026, 2026, 2026, 2026], false],
    [[1, 2, 494, 1233], false],
    [[], false],
  ])('%j can be iterations: %s', (numbers, believed) => {
    expect(areIterations(numbers)).toBe(believed);
  });
});
