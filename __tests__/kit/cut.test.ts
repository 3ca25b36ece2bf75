import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepEnd, keepStart, wholeEnd } from '../../src/kit/cut.ts';

describe('a piece of a text', () => {
  it('is as long as it may be, less half a character', () => {
    expect(['abc', 'a😀c', 'ab😀', '😀'].map((text) => keepStart(text, 2))).toEqual(['ab', 'a', 'ab', '😀']);
    expect(['abc', 'a😀c', '😀bc', '😀'].map((text) => keepEnd(text, 2))).toEqual(['bc', 'c', 'bc', '😀']);
    expect([keepStart('abc', 0), keepEnd('abc', 0)]).toEqual(['', '']);
    expect(wholeEnd('a\uD83D', 2)).toBe(2);
  });

  it('is a beginning or an end, and well-formed where the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.nat(24), (text, most) => {
        const [start, end] = [keepStart(text, most), keepEnd(text, most)];
        expect(text.startsWith(start) && text.endsWith(end)).toBe(true);
        expect(start.isWellFormed() && end.isWellFormed()).toBe(true);
        const least = Math.min(text.length, most) - 1;
        for (const piece of [start, end]) {
          expect(piece.length).toBeLessThanOrEqual(most);
          expect(piece.length).toBeGreaterThanOrEqual(least);
        }
      }),
      { seed: 9, numRuns: 1000 },
    );
  });
});
