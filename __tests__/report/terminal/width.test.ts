import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fitEnd,
  fitMiddle,
  measureWidth,
  padStart,
  splitGraphemes,
  wrapWords,
} from '../../../src/report/terminal/width.ts';

describe('splitGraphemes', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const segment = (text: string): string[] => Array.from(segmenter.segment(text), (one) => one.segment);

  it('agrees with Unicode on each character up to U+2FFF, with any neighbour', () => {
    const neighbours = ['a', '\u0301', '\u200D', '\uFE0F', '✅', '\u{1F3FB}'];
    const wrong: string[] = [];
    for (let code = 0x20; code < 0x3000; code += 1)
      for (const next of neighbours) {
        const text = `${String.fromCodePoint(code)}${next}${String.fromCodePoint(code)}`;
        if (splitGraphemes(text).join('|') !== segment(text).join('|')) wrong.push(code.toString(16));
      }
    expect(wrong).toEqual([]);
  });

  it('agrees with Unicode on any text', () => {
    const char = fc.oneof(fc.string({ unit: 'binary', maxLength: 3 }), fc.constantFrom('✅', '…', 'é', '⚠️'));
    fc.assert(
      fc.property(fc.array(char, { maxLength: 6 }), (parts) => {
        expect(splitGraphemes(parts.join(''))).toEqual(segment(parts.join('')));
      }),
    );
  });
});

describe('measureWidth', () => {
  it.each([
    ['plain', 5],
    ['e\u0301', 1],
    ['测试', 4],
    ['テスト', 6],
    ['한글', 4],
    ['ＡＢ', 4],
    ['✅', 2],
    ['⚠️', 2],
    ['👩‍❤️‍👩', 2],
    ['🇬🇧', 2],
    ['✓✗·', 3],
    ['', 0],
  ])('%s takes %d columns', (text, width) => {
    expect(measureWidth(text)).toBe(width);
  });
});

describe('fitting', () => {
  it('replaces the middle and keeps whole characters', () => {
    expect(fitMiddle('abcdefghij', 7)).toBe('ab…ghij');
    expect(fitMiddle('测试测试测试', 7)).toBe('测…试试'.replace('试试', '测试'));
    expect(fitMiddle('short', 7)).toBe('short');
    expect(fitMiddle('short', 0)).toBe('');
  });

  it('replaces the end', () => {
    expect(fitEnd('abcdefghij', 4)).toBe('abc…');
    expect(fitEnd('测试测试', 4)).toBe('测…');
  });

  it('pads by columns', () => {
    expect(padStart('测', 4)).toBe('  测');
  });

  it('wraps at blanks, cuts long words, and marks what is lost', () => {
    expect(wrapWords('one two three', { width: 8, lines: 3 })).toEqual(['one two', 'three']);
    expect(wrapWords('one two three four', { width: 8, lines: 2 })).toEqual(['one two', 'three f…']);
    expect(wrapWords('abcdefghijkl', { width: 5, lines: 3 })).toEqual(['abcde', 'fghij', 'kl']);
    expect(wrapWords('', { width: 5, lines: 3 })).toEqual([]);
  });
});
