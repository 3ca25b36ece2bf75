import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitBody, fitText } from '../../src/github/fit-text.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12_000 }),
  fc.nat(6000).map((n) => '😀'.repeat(n)),
);

describe('fitText', () => {
  it('never exceeds the limit and never parts a character', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5000 }), (given, limit) => {
        const fitted = fitText(given, limit);
        expect(fitted.length).toBeLessThanOrEqual(limit);
        expect(fitted.isWellFormed()).toBe(true);
        if (given.length <= limit) expect(fitted).toBe(given.toWellFormed());
        else expect(given.toWellFormed().startsWith(fitted.slice(0, -1))).toBe(true);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

describe('fitBody', () => {
  it('keeps beginning and end within the limit and never parts a character', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 5000, max: 9000 }), (given, limit) => {
        const body = `${given}<!-- key:a -->`;
        const fitted = fitBody(body, limit);
        expect(fitted.length).toBeLessThanOrEqual(limit);
        expect(fitted.isWellFormed()).toBe(true);
        expect(fitted.endsWith('<!-- key:a -->')).toBe(true);
        if (body.length <= limit) expect(fitted).toBe(body.toWellFormed());
        else expect(fitted.length).toBeGreaterThan(limit - 3);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('repairs halves of characters, which GitHub would not take', () => {
    expect(fitBody('a\ud800b')).toBe('a\ufffdb');
  });
});
