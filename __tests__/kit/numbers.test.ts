import { expect, it } from 'vitest';
import { clamp, roundTime } from '../../src/kit/numbers.ts';

it('rounds times to microseconds', () => {
  expect([0, 1.23449, 1.2345, 1 / 3, 12_345].map(roundTime)).toEqual([0, 1.234, 1.235, 0.333, 12_345]);
});

it('keeps values between two others', () => {
  expect([-1, 0, 2, 5, 9].map((value) => clamp(value, 0, 5))).toEqual([0, 0, 2, 5, 5]);
  expect(clamp(3, 1, 0)).toBe(1);
});
