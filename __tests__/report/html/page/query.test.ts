import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../../../src/model/verdict.ts';
import {
  ALL_TESTS,
  type Query,
  readQuery,
  selectTests,
  writeQuery,
} from '../../../../src/report/html/page/query.ts';
import { readRoute } from '../../../../src/report/html/page/route.ts';
import type { Test } from '../../../../src/report/html/page/tests.ts';
import { buildRow } from '../../../helpers/report-builder.ts';

function buildPageTest(number: number, overrides: Parameters<typeof buildRow>[0] = {}): Test {
  const row = buildRow(overrides);
  const { name, classname, file, medianMs, spreadMs } = row;
  return {
    number,
    name,
    classname,
    file,
    id: null,
    medianMs,
    spreadMs,
    shape: { ...row, rank: VERDICTS.indexOf(row.verdict) },
  };
}

const TESTS = [
  buildPageTest(1, { name: 'Beta', codes: 'PPPPP', medianMs: 5, spreadMs: null }),
  buildPageTest(2, { name: 'alpha', codes: 'PFPPP', medianMs: 90, file: 'live/stream.py' }),
  buildPageTest(3, { name: 'gamma', codes: 'FFFFF', medianMs: null }),
  buildPageTest(4, { name: 'delta', codes: 'PFFPP', medianMs: 40, spreadMs: 80 }),
];

const numbers = (query: Partial<Query>): number[] =>
  selectTests(TESTS, { ...ALL_TESTS, ...query }).map((test) => test.number);

describe('selectTests', () => {
  it('puts the worst first, then by score', () => expect(numbers({})).toEqual([3, 4, 2, 1]));

  it.each([
    ['name', [1, 2, 4, 3]],
    ['failed', [3, 4, 2, 1]],
    ['score', [3, 4, 2, 1]],
    ['median', [2, 4, 1, 3]],
    ['spread', [4, 2, 3, 1]],
  ] as const)('sorts by %s', (sort, order) => expect(numbers({ sort })).toEqual(order));

  it('reverses the order but not the place of equals', () => {
    expect(numbers({ sort: 'median', reversed: true })).toEqual([3, 1, 4, 2]);
    expect(numbers({ sort: 'spread', reversed: true })).toEqual([1, 2, 3, 4]);
  });

  it('finds words in name, class and file, in any case', () => {
    expect(numbers({ text: 'ALPHA stream.py' })).toEqual([2]);
    expect(numbers({ text: 'testlive a' })).toEqual([3, 4, 2, 1]);
    expect(numbers({ text: 'nothing' })).toEqual([]);
  });

  it('filters by verdicts', () => expect(numbers({ verdicts: ['stable', 'failing'] })).toEqual([3, 1]));
});

describe('address', () => {
  it('writes and reads a query', () => {
    const query: Query = { text: 'a&b #1 ü', verdicts: ['failing', 'flaky'], sort: 'median', reversed: true };
    expect(readQuery(writeQuery(query).slice(1))).toEqual(query);
    expect(writeQuery(ALL_TESTS)).toBe('');
  });

  it('ignores what it does not know', () => {
    expect(readQuery('verdict=evil,flaky&sort=__proto__')).toEqual({ ...ALL_TESTS, verdicts: ['flaky'] });
  });

  it.each([
    ['', { view: 'overview' }],
    ['#/', { view: 'overview' }],
    ['#/tests?q=a', { view: 'tests', search: 'q=a' }],
    ['#/test/12', { view: 'test', number: 12 }],
    ['#/causes/C%201', { view: 'causes', id: 'C 1' }],
    ['#/causes/%', { view: 'causes', id: '%' }],
    ['#main', null],
  ])('%s', (hash, route) => expect(readRoute(hash)).toEqual(route));
});
