/** How many columns text takes on a terminal, and how to make it fit. */

/** Made when first needed: it costs a quarter of a small report. */
let segmenter: Intl.Segmenter | undefined;
/** Characters of two columns: emoji, East Asian scripts and the full-width forms. */
const WIDE =
  /[\p{Emoji_Presentation}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{sc=Yi}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]|\uFE0F/u;
const NO_WIDTH = /^[\p{M}\u200C\u200D]+$/u;
const SINGLE_COLUMNS = /^[ -~]*$/;
/** Text of characters that never join their neighbours: Latin letters, punctuation, and symbols such as ✅. */
const LONE = /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u27BF]*$/;

export function measureWidth(text: string): number {
  if (SINGLE_COLUMNS.test(text)) return text.length;
  return splitGraphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** What a reader takes for characters. */
export function splitGraphemes(text: string): string[] {
  if (LONE.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  if (WIDE.test(grapheme)) return 2;
  return NO_WIDTH.test(grapheme) ? 0 : 1;
}

/** Text of at most `width` columns with the middle replaced by `…`; no character is cut in two. */
export function fitMiddle(text: string, width: number): string {
  if (measureWidth(text) <= width) return text;
  if (width < 1) return '';
  const graphemes = splitGraphemes(text);
  const tail = takeColumns(graphemes.toReversed(), Math.ceil((width - 1) * 0.6)).toReversed();
  const head = takeColumns(graphemes, width - 1 - measureWidth(tail.join('')));
  return `${head.join('')}…${tail.join('')}`;
}

/** Text of at most `width` columns with the end replaced by `…`. */
export function fitEnd(text: string, width: number): string {
  if (measureWidth(text) <= width) return text;
  return width < 1 ? '' : `${takeColumns(splitGraphemes(text), width - 1).join('')}…`;
}

function takeColumns(graphemes: readonly string[], columns: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const grapheme of graphemes) {
    used += graphemeWidth(grapheme);
    if (used > columns) break;
    taken.push(grapheme);
  }
  return taken;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - measureWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - measureWidth(text))) + text;
}

/** Words on at most `lines` lines of `width` columns; what is too much ends in `…`. */
export function wrapWords(text: string, { width, lines }: { width: number; lines: number }): string[] {
  const wrapped: string[] = [];
  let rest = text.trim();
  while (measureWidth(rest) > width && wrapped.length < lines - 1) {
    const line = takeWords(rest, width);
    wrapped.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return rest === '' ? wrapped : [...wrapped, fitEnd(rest, width)];
}

/** The longest beginning of whole words that fits; a word longer than a line is cut. */
function takeWords(text: string, width: number): string {
  const fitting = takeColumns(splitGraphemes(text), width).join('');
  const end = text[fitting.length] === ' ' ? fitting.length : fitting.lastIndexOf(' ');
  return end > 0 ? text.slice(0, end) : fitting;
}
