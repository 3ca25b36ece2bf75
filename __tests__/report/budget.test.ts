import { describe, expect, it } from 'vitest';
import { takeFirstThatFits } from '../../src/report/budget.ts';

describe('a ladder', () => {
  it('gives the first text that fits, counted in bytes', () => {
    const texts = ['é'.repeat(301), 'é'.repeat(300), 'e'];
    expect(
      takeFirstThatFits(
        texts.map((text) => () => text),
        600,
      ),
    ).toBe(texts[1]);
  });

  it('tells a rung how much there is, takes null for too much, and makes no rung that is not needed', () => {
    const asked: number[] = [];
    const text = takeFirstThatFits(
      [
        (budget) => {
          asked.push(budget);
          return null;
        },
        () => 'short',
        () => expect.unreachable('the rung below the one that fits'),
      ],
      700,
    );
    expect([text, asked]).toEqual(['short', [700]]);
  });

  it('refuses a budget that its last rung cannot keep', () => {
    expect(() => takeFirstThatFits([() => 'x'], 499)).toThrow('at least 500');
    expect(() => takeFirstThatFits([() => 'x'.repeat(501), () => null], 500)).toThrow('No rung');
  });
});
