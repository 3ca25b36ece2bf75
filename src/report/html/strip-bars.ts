/** Strips too long for glyphs: one bar per iteration, whose height tells the outcome. */
import { styleOfCell } from '../strip.ts';

/** Iterations that fit into a row as glyphs. */
export const GLYPH_LIMIT = 16;

/** In tenths of the strip; what did not report leaves a gap. */
const HEIGHTS: ReadonlyMap<string, number> = new Map([
  ['F', 10],
  ['E', 10],
  ['R', 7],
  ['P', 3],
  ['S', 1],
]);

export interface StripBar {
  readonly className: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Bars in a box as many units wide as there are iterations and 10 units high. */
export function layOutBars(codes: string): StripBar[] {
  return [...codes].map((code, index) => {
    const height = HEIGHTS.get(code) ?? 0;
    return {
      className: `cell-${styleOfCell(code).kind}`,
      x: index + 0.1,
      y: 10 - height,
      width: 0.8,
      height,
    };
  });
}
