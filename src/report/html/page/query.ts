/** Which tests the grid shows and in which order; also what stands in the address. */
import { compareText } from '../../../kit/order.ts';
import { VERDICTS, type Verdict } from '../../../model/verdict.ts';
import type { Test } from './tests.ts';

export const SORT_KEYS = ['verdict', 'name', 'failed', 'score', 'median', 'spread'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface Query {
  readonly text: string;
  /** Empty: all. */
  readonly verdicts: readonly Verdict[];
  readonly sort: SortKey;
  /** Against the natural direction of the key: worst, most or longest first; names from A. */
  readonly reversed: boolean;
}

export const ALL_TESTS: Query = { text: '', verdicts: [], sort: 'verdict', reversed: false };

export function readQuery(search: string): Query {
  const params = new URLSearchParams(search);
  const verdicts = (params.get('verdict') ?? '').split(',');
  const sort = params.get('sort');
  return {
    text: params.get('q') ?? '',
    verdicts: VERDICTS.filter((verdict) => verdicts.includes(verdict)),
    sort: SORT_KEYS.find((key) => key === sort) ?? ALL_TESTS.sort,
    reversed: params.has('reversed'),
  };
}

/** Empty for the default, else beginning with `?`. */
export function writeQuery(query: Query): string {
  const params = new URLSearchParams();
  if (query.text !== '') params.set('q', query.text);
  if (query.verdicts.length > 0) params.set('verdict', query.verdicts.join(','));
  if (query.sort !== ALL_TESTS.sort) params.set('sort', query.sort);
  if (query.reversed) params.set('reversed', '');
  const search = params
    .toString()
    .replace(/=(?=&|$)/g, '')
    .replaceAll('%2C', ',');
  return search === '' ? '' : `?${search}`;
}

type Compare = (a: Test, b: Test) => number;

const COMPARE: Readonly<Record<SortKey, Compare>> = {
  verdict: (a, b) => a.shape.rank - b.shape.rank || b.shape.score - a.shape.score,
  name: (a, b) => compareText(a.name, b.name) || compareText(a.classname, b.classname),
  failed: (a, b) => rateOf(b) - rateOf(a) || b.shape.failed - a.shape.failed,
  score: (a, b) => b.shape.score - a.shape.score,
  median: (a, b) => compareMs(a.medianMs, b.medianMs),
  spread: (a, b) => compareMs(a.spreadMs, b.spreadMs),
};

/** Every word of the text must occur in class, name or file; upper and lower case are alike. */
export function selectTests(tests: readonly Test[], query: Query): Test[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const verdicts = new Set<Verdict>(query.verdicts);
  const selected = tests.filter((test) => {
    if (verdicts.size > 0 && !verdicts.has(test.shape.verdict)) return false;
    if (words.length === 0) return true;
    const text = searchText(test);
    return words.every((word) => text.includes(word));
  });
  const compare = COMPARE[query.sort];
  const sign = query.reversed ? -1 : 1;
  return selected.sort((a, b) => sign * compare(a, b) || a.number - b.number);
}

const searchTexts = new WeakMap<Test, string>();

function searchText(test: Test): string {
  let text = searchTexts.get(test);
  if (text === undefined) {
    text = `${test.classname} ${test.name} ${test.file ?? ''} ${test.id ?? ''}`.toLowerCase();
    searchTexts.set(test, text);
  }
  return text;
}

function rateOf(test: Test): number {
  return test.shape.ran === 0 ? -1 : test.shape.failed / test.shape.ran;
}

/** Longest first; unknown last. */
function compareMs(a: number | null, b: number | null): number {
  return (b ?? -1) - (a ?? -1);
}
