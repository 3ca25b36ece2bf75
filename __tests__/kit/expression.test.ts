import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeExpression } from '../../src/kit/expression.ts';

it('makes expressions that mean the text itself, and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, other) => {
      const expression = new RegExp(`^${escapeExpression(text)}$`);
      expect(expression.test(text)).toBe(true);
      expect(expression.test(other)).toBe(text === other);
    }),
    {
      seed: 2,
      numRuns: 500,
      examples: [
        [String.raw`a\.b*c+(d)[e]{2}|^$?`, 'a'],
        ['.', 'a'],
        ['', 'a'],
      ],
    },
  );
});
