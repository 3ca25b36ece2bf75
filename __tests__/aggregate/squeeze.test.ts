import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_SQUEEZED, squeeze, unsqueeze } from '../../src/aggregate/squeeze.ts';

function restore(squeezed: Uint8Array, length: number): Buffer {
  const into = Buffer.alloc(length, 0xee);
  unsqueeze(squeezed, into);
  return into;
}

/** Runs of few different bytes, so that repetitions of every length and distance occur. */
const repetitive = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 12, max: 3 }), fc.nat({ max: 300 })), {
    maxLength: 60,
  })
  .map((parts) => Buffer.concat(parts.flatMap(([bytes, times]) => Array<Uint8Array>(times).fill(bytes))));

describe('squeezing', () => {
  it('gives every byte back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 600 }), repetitive), (bytes) => {
        const some = bytes.subarray(0, MOST_SQUEEZED);
        expect(restore(squeeze(some), some.length).equals(some)).toBe(true);
      }),
      { seed: 21, numRuns: 500 },
    );
  });

  it('writes runs and repetitions as documented', () => {
    const text = 'test_one test_one test_one';
    // "test_one " as it is, then 17 bytes from 9 bytes before.
    expect(Buffer.from(squeeze(Buffer.from(text)))).toEqual(
      Buffer.concat([Buffer.from([8]), Buffer.from('test_one '), Buffer.from([128 + 17 - 4, 9, 0])]),
    );
  });

  it('enlarges what does not repeat by less than a hundredth, and copes with the most there may be', () => {
    let state = 1;
    const noise = Buffer.from(
      Array.from({ length: MOST_SQUEEZED }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state >>> 24;
      }),
    );
    const squeezed = squeeze(noise);
    expect(squeezed.length).toBeLessThan(1.01 * noise.length);
    expect(restore(squeezed, noise.length).equals(noise)).toBe(true);
  });

  it('halves names of tests at least', () => {
    const names = Buffer.from(
      Array.from({ length: 200 }, (_, i) => `test_is_kept_under_load[${i * 37}-tenant]`).join('\n'),
    );
    expect(squeeze(names).length).toBeLessThan(names.length / 2);
  });
});
