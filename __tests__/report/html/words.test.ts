import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrip, listNumbers } from '../../../src/report/html/cells.ts';
import {
  cutText,
  formatBytes,
  formatCount,
  formatMs,
  formatPercent,
} from '../../../src/report/html/format.ts';
import { escapeHtml } from '../../../src/report/html/markup.ts';
import { makeVisible } from '../../../src/report/html/visible.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('figures', () => {
  it.each([
    [0, '0 %'],
    [0.00001, '< 0.01 %'],
    [0.00153, '0.15 %'],
    [0.05, '5 %'],
    [0.0288, '2.9 %'],
    [0.1666, '17 %'],
    [0.9991, '> 99 %'],
    [1, '100 %'],
  ])('rate %f is %s', (rate, text) => expect(plain(formatPercent(rate))).toBe(text));

  it.each([
    [null, '–'],
    [0, '0 ms'],
    [0.004, '< 0.1 ms'],
    [9.96, '10 ms'],
    [999.6, '1.00 s'],
    [9_996, '10.0 s'],
    [59_960, '1 min'],
    [125_000, '2 min 5 s'],
    [3_599_900, '1 h'],
    [7_800_000, '2 h 10 min'],
  ])('%s ms is %s', (ms, text) => expect(plain(formatMs(ms))).toBe(text));

  it('groups thousands and scales bytes', () => {
    expect([999, 1000, 1_234_567].map(formatCount)).toEqual(['999', '1,000', '1,234,567']);
    expect([12, 2048, 48_000_000].map((bytes) => plain(formatBytes(bytes)))).toEqual([
      '12 B',
      '2.0 kB',
      '48 MB',
    ]);
  });

  it('cuts between characters', () => {
    expect(cutText('a😀b', 2)).toBe('a…');
    expect(cutText('abc', 3)).toBe('abc');
  });
});

describe('strips in words', () => {
  it('names failures first and missing results apart from skipped ones', () => {
    expect(plain(describeStrip('PF-SR', [1, 2, 3, 4, 5]))).toBe(
      'failed in iteration 2; failed first, passed on a retry in iteration 5; passed in iteration 1; skipped in iteration 4; did not report in iteration 3',
    );
  });

  it('shortens runs of iterations', () => {
    expect(listNumbers([1, 2, 4, 5, 6, 9])).toBe('1, 2, 4–6 and 9');
  });
});

describe('untrusted text', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 40 });

  it('shows no control, bidi or broken character', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(makeVisible(`${text}\u202e\ud800`)).not.toMatch(
          /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u,
        );
        expect(makeVisible(`${text}\ud800`).isWellFormed()).toBe(true);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('leaves ordinary text, emoji and indentation alone', () => {
    const text = 'naïve\tжук 👩‍💻\n  日本語';
    expect(makeVisible(text)).toBe(text);
    expect(makeVisible('a\r\nb')).toBe('a\nb');
  });

  it('never yields a character that HTML reads as markup', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(escapeHtml(text).replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"']/);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
