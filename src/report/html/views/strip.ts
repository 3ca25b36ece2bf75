import { describeStrip, styleOfCell } from '../../strip.ts';
import { type Markup, html } from '../markup.ts';
import { GLYPH_LIMIT, layOutBars } from '../strip-bars.ts';

/** Cells of one test as glyphs or bars, with words for those who cannot see them. */
export function renderStrip(codes: string, iterations: readonly number[]): Markup {
  const cells = codes.length > GLYPH_LIMIT ? renderBars(codes) : [...codes].map(renderCell);
  return html`<span class="strip" role="img" aria-label="${describeStrip(codes, iterations)}"
    >${cells}</span
  >`;
}

function renderCell(code: string): Markup {
  const style = styleOfCell(code);
  return html`<i class="cell cell-${style.kind}">${style.sign}</i>`;
}

function renderBars(codes: string): Markup {
  const bars = layOutBars(codes).map(
    ({ className, x, y, width, height }) =>
      html`<rect class="${className}" x="${x}" y="${y}" width="${width}" height="${height}" />`,
  );
  return html`<svg class="strip-bars" viewBox="0 0 ${codes.length} 10" preserveAspectRatio="none">
    ${bars}
  </svg>`;
}
