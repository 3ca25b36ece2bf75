import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, splitChange } from '../../../../src/report/html/page/diff-lines.ts';

describe('diffLines', () => {
  it('finds the lines that changed', () => {
    const { lines, exact } = diffLines(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'd', 'e']);
    expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'same a',
      'removed b',
      'added x',
      'same c',
      'same d',
      'added e',
    ]);
    expect(exact).toBe(true);
  });

  it('keeps both texts whole and as much in common as there is', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { lines } = diffLines(before, after);
        const pick = (gone: string): string[] =>
          lines.filter((line) => line.kind !== gone).map((line) => line.text);
        expect(pick('added')).toEqual(before);
        expect(pick('removed')).toEqual(after);
        expect(lines.filter((line) => line.kind === 'same')).toHaveLength(commonLength(before, after));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('gives up on exactness, not on the texts, when they are huge', () => {
    const before = Array.from({ length: 5000 }, (_, index) => `left ${index}`);
    const after = Array.from({ length: 5000 }, (_, index) => `right ${index}`);
    const { lines, exact } = diffLines(['same', ...before], ['same', ...after]);
    expect(exact).toBe(false);
    expect(lines).toHaveLength(10_001);
    expect(lines[0]?.kind).toBe('same');
  });

  it('splits a changed line into what stayed and what changed', () => {
    expect(splitChange('port=5001)', 'port=5002)')).toEqual(['port=500', '1', '2', ')']);
    expect(splitChange('aa', 'aaa')).toEqual(['aa', '', 'a', '']);
  });
});

/** The definition, without a table. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  const memo = new Map<string, number>();
  const measure = (i: number, j: number): number => {
    if (i === a.length || j === b.length) return 0;
    const key = `${i} ${j}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const length = a[i] === b[j] ? 1 + measure(i + 1, j + 1) : Math.max(measure(i + 1, j), measure(i, j + 1));
    memo.set(key, length);
    return length;
  };
  return measure(0, 0);
}
