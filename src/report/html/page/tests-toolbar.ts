/** Search, verdict filters and order of the grid. */
import { VERDICTS, type Verdict } from '../../../model/verdict.ts';
import { formatCount } from '../../words.ts';
import { el } from './dom.ts';
import { type Query, SORT_KEYS, type SortKey } from './query.ts';
import type { Tests } from './tests.ts';

export interface Toolbar {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
  show(query: Query): void;
}

export const SORT_LABELS: Readonly<Record<SortKey, string>> = {
  verdict: 'Verdict',
  name: 'Test',
  failed: 'Failed',
  score: 'Score',
  median: 'Median',
  spread: 'Spread',
};

export function createToolbar(tests: Tests, change: (part: Partial<Query>) => void): Toolbar {
  const search = el('input', {
    type: 'search',
    class: 'search',
    'aria-label': 'Search tests',
    placeholder: 'Search name, class or file',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  search.addEventListener('input', () => change({ text: search.value }));
  const filters = createFilters(tests, change);
  const sort = createSort(change);
  return {
    element: el('div', { class: 'toolbar', role: 'search' }, search, sort.element, filters.element),
    search,
    show(query) {
      if (search.value !== query.text) search.value = query.text;
      filters.show(query);
      sort.show(query);
    },
  };
}

interface Control {
  readonly element: HTMLElement;
  show(query: Query): void;
}

function createFilters(tests: Tests, change: (part: Partial<Query>) => void): Control {
  const counts = new Map<Verdict, number>();
  for (const { shape } of tests.list) counts.set(shape.verdict, (counts.get(shape.verdict) ?? 0) + 1);
  let chosen: readonly Verdict[] = [];
  const buttons = VERDICTS.filter((verdict) => counts.has(verdict)).map((verdict) => {
    const count = el('span', { class: 'count' }, formatCount(counts.get(verdict) ?? 0));
    const button = el('button', { type: 'button', class: `chip verdict-${verdict}` }, `${verdict} `, count);
    button.addEventListener('click', () => {
      const verdicts = VERDICTS.filter((one) => chosen.includes(one) !== (one === verdict));
      change({ verdicts });
    });
    return { verdict, button };
  });
  return {
    element: el(
      'div',
      { class: 'chips', role: 'group', 'aria-label': 'Filter by verdict' },
      ...buttons.map(({ button }) => button),
    ),
    show(query) {
      chosen = query.verdicts;
      for (const { verdict, button } of buttons)
        button.setAttribute('aria-pressed', String(chosen.includes(verdict)));
    },
  };
}

function createSort(change: (part: Partial<Query>) => void): Control {
  const select = el(
    'select',
    { 'aria-label': 'Sort by' },
    ...SORT_KEYS.map((key) => el('option', { value: key }, SORT_LABELS[key])),
  );
  let reversed = false;
  const direction = el('button', { type: 'button', 'aria-label': 'Reverse the order' }, '⇅');
  select.addEventListener('change', () => {
    change({ sort: SORT_KEYS.find((key) => key === select.value) ?? 'verdict', reversed: false });
  });
  direction.addEventListener('click', () => change({ reversed: !reversed }));
  return {
    element: el(
      'div',
      { class: 'sort' },
      el('span', { class: 'dim', 'aria-hidden': 'true' }, 'Sort'),
      select,
      direction,
    ),
    show(query) {
      select.value = query.sort;
      reversed = query.reversed;
      direction.setAttribute('aria-pressed', String(reversed));
    },
  };
}
