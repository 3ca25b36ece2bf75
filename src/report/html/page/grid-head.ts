/** Column headers of the grid; a press sorts, a second one turns the order round. */
import { el } from './dom.ts';
import { type Query, SORT_KEYS, type SortKey } from './query.ts';
import { SORT_LABELS } from './tests-toolbar.ts';

export interface GridHead {
  readonly element: HTMLElement;
  show(query: Query): void;
}

export function createGridHead(sortBy: (key: SortKey) => void): GridHead {
  const headers = SORT_KEYS.map((key) => {
    const button = el('button', { type: 'button' }, SORT_LABELS[key]);
    button.addEventListener('click', () => sortBy(key));
    return { key, header: el('div', { role: 'columnheader', class: `c-${key}` }, button) };
  });
  const strip = el('div', { role: 'columnheader', class: 'c-strip' }, 'Iterations');
  const row = el('div', { role: 'row', class: 'grid-head', 'aria-rowindex': 1 });
  for (const { key, header } of headers) {
    row.append(header);
    if (key === 'name') row.append(strip);
  }
  return {
    element: el('div', { role: 'rowgroup' }, row),
    show(query) {
      for (const { key, header } of headers) {
        if (key === query.sort)
          header.setAttribute('aria-sort', isAscending(query) ? 'ascending' : 'descending');
        else header.removeAttribute('aria-sort');
      }
    },
  };
}

/** Names start at A and verdicts at the worst; figures start at the largest. */
function isAscending({ sort, reversed }: Query): boolean {
  return (sort === 'name' || sort === 'verdict') !== reversed;
}
