import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showAsBlock, showOnOneLine, shortenMiddle } from '../../src/kit/visible.ts';

const texts = fc.string({ unit: 'binary', maxLength: 40 });

describe('foreign text that is shown', () => {
  it('has no control, bidi or broken character', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const hostile = `${text}\u202e\u0000\ud800`;
        expect(showAsBlock(hostile)).not.toMatch(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(showOnOneLine(hostile)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(showAsBlock(hostile).isWellFormed() && showOnOneLine(hostile).isWellFormed()).toBe(true);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('spells what cannot be seen and drops colours', () => {
    const text = 'bell\u0007 \u202ereversed \u001b[31mred\u001b[0m half \ud800';
    const expected = 'bell⟨U+0007⟩ ⟨U+202E⟩reversed red half \uFFFD';
    expect(showAsBlock(text)).toBe(expected);
    expect(showOnOneLine(text)).toBe(expected);
  });

  it('keeps ordinary text, emoji and, in a block, lines and indentation', () => {
    const text = 'naïve\tжук 👩‍💻\n  日本語';
    expect(showAsBlock(text)).toBe(text);
    expect(showOnOneLine(text)).toBe('naïve жук 👩‍💻↵  日本語');
    expect(showAsBlock('a\r\nb\u2028c')).toBe('a\nb\nc');
  });

  it('is cut between characters', () => {
    expect(shortenMiddle('a😀b😀c', 4)).toBe('a…c');
    expect(shortenMiddle('abc', 3)).toBe('abc');
  });
});
