import { expect, it } from 'vitest';
import { countOf, joinWords, nounFor } from '../../src/kit/plural.ts';

it('lets a noun agree with its count', () => {
  expect([0, 1, 2, 1000].map((count) => countOf(count, 'test'))).toEqual([
    '0 tests',
    '1 test',
    '2 tests',
    '1000 tests',
  ]);
  expect([1, 2].map((count) => countOf(count, 'process', 'processes'))).toEqual(['1 process', '2 processes']);
  expect([1, 2].map((count) => nounFor(count, 'is', 'are'))).toEqual(['is', 'are']);
});

it('makes one text of several words, and counts those beyond the most', () => {
  expect([[], ['a'], ['a', 'b'], [1, 2, 3]].map((words) => joinWords(words))).toEqual([
    '',
    'a',
    'a and b',
    '1, 2 and 3',
  ]);
  expect(joinWords(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  expect(joinWords(['a', 'b', 'c', 'd'], 3, (count) => `<${count}>`)).toBe('a, b, c and <1> more');
});
