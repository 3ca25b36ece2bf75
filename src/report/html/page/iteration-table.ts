/** What one test did in every iteration: outcome and a bar beside the time it stands for. */
import { styleOfCell } from '../../strip.ts';
import { formatKnownDuration } from '../../words.ts';
import { el, svg } from './dom.ts';
import { drawCell } from './strip.ts';

export interface IterationTimes {
  readonly codes: string;
  readonly iterations: readonly number[];
  /** null when the page holds no times of single iterations. */
  readonly durationsMs: readonly (number | null)[] | null;
}

export function createIterationTable({ codes, iterations, durationsMs }: IterationTimes): HTMLElement {
  const longest = Math.max(0, ...(durationsMs ?? []).map((ms) => ms ?? 0));
  const lines = [...codes].map((code, index) => {
    const ms = durationsMs?.[index] ?? null;
    const style = styleOfCell(code);
    return el(
      'tr',
      {},
      el('th', { scope: 'row', class: 'c-label' }, String(iterations[index] ?? index + 1)),
      el('td', { class: 'c-outcome' }, drawCell(code), ` ${style.word}`),
      durationsMs
        ? el('td', { class: 'c-bar' }, ms === null ? null : drawBar(ms, { longest, kind: style.kind }))
        : null,
      durationsMs ? el('td', { class: 'c-time number' }, formatKnownDuration(ms)) : null,
    );
  });
  const heads = durationsMs
    ? [
        el('th', { scope: 'col' }, el('span', { class: 'sr' }, 'Share of the longest')),
        el('th', { scope: 'col', class: 'number' }, 'Time'),
      ]
    : [];
  return el(
    'table',
    { class: 'bars bars-test', 'aria-label': 'Iterations' },
    el(
      'thead',
      {},
      el('tr', {}, el('th', { scope: 'col' }, 'Iteration'), el('th', { scope: 'col' }, 'Outcome'), ...heads),
    ),
    el('tbody', {}, ...lines),
  );
}

function drawBar(ms: number, { longest, kind }: { longest: number; kind: string }): SVGElement {
  const width = longest > 0 ? `${((100 * ms) / longest).toFixed(1)}%` : '0';
  return svg(
    'svg',
    { class: `bar bar-cell-${kind}`, width: '100%', height: 10, 'aria-hidden': 'true', focusable: 'false' },
    svg('rect', { width, height: 10 }),
  );
}
