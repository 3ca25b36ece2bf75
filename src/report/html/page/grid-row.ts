/** One row of the grid. */
import { formatKnownDuration, formatPercent } from '../../words.ts';
import { el } from './dom.ts';
import { drawStrip } from './strip.ts';
import type { Test } from './tests.ts';

export interface RowPlace {
  /** From 0 in the list shown. */
  readonly index: number;
  readonly iterations: readonly number[];
}

export function drawRow(test: Test, { index, iterations }: RowPlace): HTMLElement {
  const { shape } = test;
  return el(
    'div',
    {
      role: 'row',
      class: `row verdict-${shape.verdict}`,
      // The header is row 1.
      'aria-rowindex': index + 2,
      tabindex: -1,
    },
    drawGridCell('verdict', el('span', { class: 'badge' }, shape.verdict)),
    drawGridCell(
      'name',
      el('a', { class: 'name', href: `#/test/${test.number}`, tabindex: -1 }, test.name),
      test.classname === '' ? null : el('span', { class: 'scope' }, test.classname),
    ),
    drawGridCell('strip', drawStrip(shape.codes, iterations)),
    drawGridCell('failed number', `${shape.failed}/${shape.ran}`),
    drawGridCell('score number', formatPercent(shape.score)),
    drawGridCell('median number', formatKnownDuration(test.medianMs)),
    drawGridCell('spread number', formatKnownDuration(test.spreadMs)),
  );
}

function drawGridCell(kind: string, ...children: (Node | string | null)[]): HTMLElement {
  return el('div', { role: 'gridcell', class: `c-${kind}` }, ...children);
}
