import { expect, it } from 'vitest';
import { intervalOfMedian } from '../../bench/measure/statistics.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => count - index);

it.each([
  // Ranks of a sign test at 95 %, as tables of it have them.
  [6, [1, 6]],
  [8, [1, 8]],
  [9, [2, 8]],
  [15, [4, 12]],
  [20, [6, 15]],
  [25, [8, 18]],
])('of %i figures the median of all lies between these', (count, interval) => {
  expect(intervalOfMedian(upTo(count))).toEqual(interval);
});

it('cannot be said of five or fewer', () => {
  for (const count of [0, 1, 5]) expect(intervalOfMedian(upTo(count))).toBeNull();
});
