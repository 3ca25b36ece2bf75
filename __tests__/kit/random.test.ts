import { expect, it } from 'vitest';
import { hashText, spreadBits } from '../../src/kit/random.ts';

it('gives the hashes that FNV-1a gives', () => {
  expect(['', 'a', 'foobar'].map(hashText)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});

it('gives the bits that MurmurHash3 ends with, and never the same for two numbers', () => {
  expect([0, 1, 2, 0xdeadbeef].map((bits) => spreadBits(bits) >>> 0)).toEqual([
    0, 0x514e28b7, 0x30f4c306, 0x0de5c6a9,
  ]);
  expect(new Set(Array.from({ length: 10_000 }, (_, bits) => spreadBits(bits))).size).toBe(10_000);
});
