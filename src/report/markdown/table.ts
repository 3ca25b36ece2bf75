/** Tables whose cells are finished Markdown; the bars inside them are escaped here and nowhere else. */
import { markdownTable } from 'markdown-table';
import { escapeCell } from '../escape.ts';
import { formatCount } from '../words.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  const cells = lines.map((line) => line.map((cell, index) => renderCell(cell, columns[index])));
  const align = columns.map((column) => (column.align === 'right' ? 'r' : ''));
  // Padding to the longest name would cost more bytes than the names.
  return markdownTable(cells, { align, alignDelimiters: false });
}

/** Figures keep their unit on the same line. */
function renderCell(markdown: string, column: Column | undefined): string {
  const cell = escapeCell(markdown);
  return column?.align === 'right' ? cell.replaceAll(' ', '\u00A0') : cell;
}

/** `… and 12 more`, or nothing. */
export function renderRest(rest: number): string {
  return rest > 0 ? `\n\n… and ${formatCount(rest)} more` : '';
}

/** A section that opens on a click. The summary is HTML that is already safe; the body is Markdown. */
export function fold(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
