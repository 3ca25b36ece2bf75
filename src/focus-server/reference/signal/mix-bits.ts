/** Numbers from a seed, without state or with as little as possible: the same on every machine. */
import { spreadBits } from '../../../kit/random.ts';
import type { Random } from '../../../model/clock.ts';

/**
 * Spreads numbers over 32 bits, so that any change of any of them changes about half of the result.
 * @param parts any finite numbers; fractions are dropped
 * @returns an integer in [0, 2^32)
 */
export function mixBits(...parts: readonly number[]): number {
  let bits = 0;
  for (const part of parts) {
    bits = spreadBits(bits ^ (part >>> 0));
    bits = spreadBits(bits ^ (Math.floor(part / 2 ** 32) >>> 0) ^ 0x9e3779b9);
  }
  return bits >>> 0;
}

/** A sequence of numbers in [0, 1) by xorshift (Marsaglia 2003, shifts 13, 17, 5), for samples by the ten thousand. */
export function drawNumbers(seed: number): Random {
  // Zero is the one state that xorshift never leaves.
  let state = mixBits(seed) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
