import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareNaturally, compareText, groupBy } from '../../src/kit/order.ts';

it('counts as people do', () => {
  const sorted = ['a-10', 'a-9', 'a', 'b-1', 'a-9b', 'a-009'].sort(compareNaturally);
  expect(sorted).toEqual(['a', 'a-009', 'a-9', 'a-9b', 'a-10', 'b-1']);
});

it('knows no locale', () => {
  expect(['ä', 'b', 'a', 'B', 'a'].sort(compareText)).toEqual(['B', 'a', 'a', 'b', 'ä']);
  expect(compareText('a', 'a')).toBe(0);
});

it('groups as Map.groupBy does', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', null), fc.nat())), (items) => {
      const keyOf = ([key]: (typeof items)[number]) => key;
      expect([...groupBy(items, keyOf)]).toEqual([...Map.groupBy(items, keyOf)]);
    }),
  );
});
