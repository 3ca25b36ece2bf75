import { describeStrip, lookAtCell } from '../cells.ts';
import { type Markup, html } from '../markup.ts';

/** Cells of one test as glyphs, with words for those who cannot see them. */
export function renderStrip(codes: string, iterations: readonly number[]): Markup {
  const cells = [...codes].map((code) => {
    const look = lookAtCell(code);
    return html`<i class="cell ${look.className}">${look.glyph}</i>`;
  });
  return html`<span class="strip" role="img" aria-label="${describeStrip(codes, iterations)}"
    >${cells}</span
  >`;
}
