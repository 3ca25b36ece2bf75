/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The cells of one test. Up to WIDE iterations as glyphs; more as bars whose height tells the outcome. */
import { describeStrip, lookAtCell } from '../cells.ts';
import { el, svg } from './dom.ts';

const WIDE = 16;

/** Height of the bar in a strip too long for glyphs, in tenths of the strip. */
const HEIGHTS: ReadonlyMap<string, number> = new Map([
  ['F', 10],
  ['E', 10],
  ['R', 7],
  ['P', 3],
  ['S', 1],
]);

/** Pixels that the strip of so many iterations needs in a row; cells are 18 wide, 2 apart. */
export function measureStrip(iterations: number): number {
  return iterations > WIDE ? 200 : Math.max(72, iterations * 20);
}

export function drawStrip(codes: string, iterations: readonly number[]): HTMLElement {
  const label = describeStrip(codes, iterations);
  if (codes.length > WIDE)
    return el('span', { class: 'strip', role: 'img', 'aria-label': label }, drawBars(codes));
  return el(
    'span',
    { class: 'strip', role: 'img', 'aria-label': label },
    ...[...codes].map((code) => drawCell(code)),
  );
}

export function drawCell(code: string): HTMLElement {
  const look = lookAtCell(code);
  return el('i', { class: `cell ${look.className}`, 'aria-hidden': 'true' }, look.glyph);
}

function drawBars(codes: string): SVGElement {
  const bars = [...codes].map((code, index) => {
    const height = HEIGHTS.get(code) ?? 0;
    return svg('rect', {
      class: lookAtCell(code).className,
      x: index + 0.1,
      y: 10 - height,
      width: 0.8,
      height,
    });
  });
  return svg(
    'svg',
    { viewBox: `0 0 ${codes.length} 10`, preserveAspectRatio: 'none', class: 'strip-bars' },
    ...bars,
  );
}
