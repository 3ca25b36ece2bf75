/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What the glyphs mean and which keys work. */
import { CELL_LEGEND } from '../cells.ts';
import { el } from './dom.ts';

const KEYS = [
  ['/', 'search'],
  ['↑ ↓', 'move'],
  ['Enter', 'open'],
  ['Esc', 'back'],
] as const;

export function createLegend(): HTMLElement {
  const glyphs = CELL_LEGEND.map(([word, look]) =>
    el(
      'span',
      {},
      el('i', { class: `cell ${look.className}`, 'aria-hidden': 'true' }, look.glyph),
      ` ${word}`,
    ),
  );
  const keys = KEYS.map(([key, word]) => el('span', {}, el('kbd', {}, key), ` ${word}`));
  return el('p', { class: 'legend' }, ...glyphs, el('span', { class: 'keys' }, ...keys));
}
