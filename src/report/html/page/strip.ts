/** The cells of one test, as views/strip.ts writes them. */
import { describeStrip, styleOfCell } from '../../strip.ts';
import { GLYPH_LIMIT, layOutBars } from '../strip-bars.ts';
import { el, svg } from './dom.ts';

/** Pixels that the strip of so many iterations needs in a row; cells are 18 wide, 2 apart. */
export function measureStrip(iterations: number): number {
  return iterations > GLYPH_LIMIT ? 200 : Math.max(72, iterations * 20);
}

export function drawStrip(codes: string, iterations: readonly number[]): HTMLElement {
  const cells = codes.length > GLYPH_LIMIT ? [drawBars(codes)] : [...codes].map(drawCell);
  return el(
    'span',
    { class: 'strip', role: 'img', 'aria-label': describeStrip(codes, iterations) },
    ...cells,
  );
}

export function drawCell(code: string): HTMLElement {
  const style = styleOfCell(code);
  return el('i', { class: `cell cell-${style.kind}`, 'aria-hidden': 'true' }, style.sign);
}

function drawBars(codes: string): SVGElement {
  const bars = layOutBars(codes).map(({ className, ...place }) =>
    svg('rect', { class: className, ...place }),
  );
  const box = { viewBox: `0 0 ${codes.length} 10`, preserveAspectRatio: 'none', class: 'strip-bars' };
  return svg('svg', box, ...bars);
}
