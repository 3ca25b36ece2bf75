/** Whatever the documents and the filter: the endpoint finds and sorts what the plain model does. */
import fc from 'fast-check';
import type { Document } from 'mongodb';
import { expect, it } from 'vitest';
import { openClient, startEndpoint } from './embedded.ts';
import { matchesRow, sortRows, writeFilter, type Condition, type Row, type Scalar } from './filter-model.ts';

const scalar = fc.constantFrom<Scalar>(
  null,
  -1,
  0,
  1,
  1.5,
  2 ** 31,
  2 ** 53,
  '',
  'a',
  'B',
  'ab',
  false,
  true,
);
const value = fc.oneof({ weight: 3, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }));
const rows = fc
  .array(fc.record({ a: value, b: value }, { requiredKeys: [] }), { maxLength: 12 })
  .map((fields) => fields.map((row, index): Row => ({ _id: index, ...row })));
const field = fc.constantFrom<'a' | 'b'>('a', 'b');

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({
      kind: fc.constant('compare' as const),
      field,
      operator: fc.constantFrom(
        '$eq' as const,
        '$gt' as const,
        '$gte' as const,
        '$lt' as const,
        '$lte' as const,
      ),
      operand: scalar,
    }),
    fc.record({ kind: fc.constant('in' as const), field, operands: fc.array(scalar, { maxLength: 4 }) }),
    fc.record({ kind: fc.constant('exists' as const), field }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));
const sort = fc.record({ field, direction: fc.constantFrom(1 as const, -1 as const) });

it('finds and sorts as the model does', async () => {
  const endpoint = await startEndpoint();
  const things = openClient(endpoint.uri).db('model').collection('things');
  await fc.assert(
    fc.asyncProperty(rows, condition, sort, async (given, wanted, order) => {
      await things.deleteMany({});
      if (given.length > 0) await things.insertMany(given.map((row): Document => row));
      const found = await things
        .find(writeFilter(wanted), { sort: { [order.field]: order.direction, _id: 1 } })
        .toArray();
      const expected = sortRows(
        given.filter((row) => matchesRow(row, wanted)),
        order,
      );
      expect(found).toEqual(expected);
      expect(await things.countDocuments(writeFilter(wanted))).toBe(expected.length);
    }),
    { seed: 20_240_611, numRuns: 200 },
  );
});
