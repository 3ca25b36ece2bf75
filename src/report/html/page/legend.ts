/** What the glyphs mean and which keys work. */
import { LEGEND_CELLS } from '../../strip.ts';
import { el } from './dom.ts';

const KEYS = [
  ['/', 'search'],
  ['↑ ↓', 'move'],
  ['Enter', 'open'],
  ['Esc', 'back'],
] as const;

export function createLegend(): HTMLElement {
  const glyphs = LEGEND_CELLS.map(({ sign, word, kind }) =>
    el('span', {}, el('i', { class: `cell cell-${kind}`, 'aria-hidden': 'true' }, sign), ` ${word}`),
  );
  const keys = KEYS.map(([key, word]) => el('span', {}, el('kbd', {}, key), ` ${word}`));
  return el('p', { class: 'legend' }, ...glyphs, el('span', { class: 'keys' }, ...keys));
}
