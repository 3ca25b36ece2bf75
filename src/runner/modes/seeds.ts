/** Seeds that depend on nothing but their inputs: one iteration of a matrix and a repetition get those of the full run. */

const MASK = 0x7fffffff;
/** Odd numbers, from the digits of pi and e: multiplying by them loses nothing. */
const STEP = 0x243f6a89;
const FACTOR = 0x2b7e1517;
const SPREAD = 0x45d9f3b1;

/**
 * Seed of an iteration (from 1) under a base seed; both 0 .. 2^31 - 1. Every step maps the 31-bit numbers onto
 * themselves, so two iterations of one run never share a seed.
 */
export function deriveSeed(baseSeed: number, iteration: number): number {
  let bits = (baseSeed + Math.imul(iteration, STEP)) & MASK;
  bits = Math.imul(bits ^ (bits >>> 16), FACTOR) & MASK;
  bits = Math.imul(bits ^ (bits >>> 15), SPREAD) & MASK;
  return bits ^ (bits >>> 16);
}

/**
 * Base seed from a text that all jobs of one workflow run share, such as the run's id: they are processes of their
 * own and could not agree on a drawn number.
 */
export function seedFromText(text: string): number {
  let seed = 0;
  for (const char of text) seed = deriveSeed(seed, (char.codePointAt(0) ?? 0) + 1);
  return seed;
}
