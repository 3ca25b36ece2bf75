import { expect, it } from 'vitest';
import { countOf, nounFor } from '../../src/kit/plural.ts';

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
