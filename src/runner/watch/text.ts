/** Foreign text on a terminal: nothing that moves the cursor, and never wider than counted. */

/** Controls, format characters (bidi among them), lone surrogates, private and unassigned characters, line separators. */
const UNSHOWABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
/** From here on a character may take two cells; counting too many is safe, counting too few breaks the view. */
const FIRST_WIDE = 0x1100;

export function showPlain(text: string): string {
  return text.replace(UNSHOWABLE, '?');
}

/** Most cells that the text takes. */
export function countCells(text: string): number {
  let cells = 0;
  for (const char of text) cells += cellsOf(char);
  return cells;
}

/** The beginning that fits into so many cells. */
export function cutToCells(text: string, cells: number): string {
  let used = 0;
  let end = 0;
  for (const char of text) {
    used += cellsOf(char);
    if (used > cells) return text.slice(0, end);
    end += char.length;
  }
  return text;
}

/** Time for people: `0.4s`, `12s`, `3m 05s`, `2h 07m`. */
export function showDuration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}s`;
  const pad = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${pad(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h ${pad(Math.floor(seconds / 60) % 60)}m`;
}

function cellsOf(char: string): number {
  return (char.codePointAt(0) ?? 0) < FIRST_WIDE ? 1 : 2;
}
