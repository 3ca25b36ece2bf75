/**
 * The only place where foreign text becomes Markdown or HTML. Names and messages go into code spans: there GitHub
 * makes no link, mention, issue reference, emoji or formula of them, and nothing has to be escaped but the span itself.
 * Prose keeps its plain words and puts only the rest into code spans.
 */
import { shortenMiddle, shortenSentence, showAsBlock, showOnOneLine } from '../kit/visible.ts';

/** Longest name that is shown whole, in UTF-16 units. */
const MOST_NAME_LENGTH = 120;
const BLANK = '(blank)';
/** U+200B: even an escaped `@name` notifies people, because GitHub looks at the rendered text. */
const ZERO_WIDTH = '\u200B';

/** Name or message as it will be seen: one line, shortened in the middle. */
export function showName(text: string, most = MOST_NAME_LENGTH): string {
  const shown = showOnOneLine(shortenMiddle(text, most));
  return shown.trim() === '' ? BLANK : shown;
}

/** Foreign text as one Markdown code span. Inside a table, `escapeCell` must still be applied to the cell. */
export function codeSpan(text: string, most = MOST_NAME_LENGTH): string {
  return wrapCode(breakMentions(showName(text, most)));
}

/** The same for places where Markdown is not read, such as a line that begins with `<summary>`. */
export function htmlCode(text: string, most = MOST_NAME_LENGTH): string {
  return `<code>${escapeHtml(breakMentions(showName(text, most)))}</code>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Words of letters, hyphens and plain figures, with the punctuation of a sentence around them. */
const PLAIN_WORD =
  /^[("]?(?:[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\d{1,6}(?:[.,]\d{1,3})*(?:[–-]\d{1,6}|\p{L}{1,2})?)[)",;:.!?%]*$/u;
const LOOKS_LIKE_COMMIT = /^[("]?[0-9a-f]{7,40}[^0-9a-f]*$/i;
/** `1.` or `1)` would start a list where it stands first. */
const LOOKS_LIKE_LIST = /^\d+[.)]$/;
const ONLY_SIGNS = /^[–—%·…]+[)",;:.!?]*$/;
const AROUND_CODE = /^([("]?)(.*?)([)",;:.!?]*)$/su;

/** Longest sentence that is shown whole. */
const MOST_SENTENCE_LENGTH = 1000;

/**
 * A sentence that may contain foreign text, as Markdown: anything that is not a plain word goes into a code span.
 * Blanks are folded, as a browser would. Long names are shortened each on its own, so that the sentence around them
 * stays whole.
 */
export function escapeInline(text: string, most = MOST_SENTENCE_LENGTH): string {
  const words = showOnOneLine(shortenSentence(text, { words: MOST_NAME_LENGTH, most }))
    .split(/\s+/u)
    .filter((word) => word !== '');
  const pieces: string[] = [];
  let code: string[] = [];
  const closeCode = (): void => {
    if (code.length > 0) pieces.push(markCode(code.join(' ')));
    code = [];
  };
  for (const word of words) {
    const plain = isPlain(word);
    if (plain || /^[("]/.test(word)) closeCode();
    if (plain) pieces.push(word);
    else code.push(word);
    if (/[)",;:.!?]$/.test(word)) closeCode();
  }
  closeCode();
  return pieces.length === 0 ? BLANK : pieces.join(' ');
}

function isPlain(word: string): boolean {
  if (LOOKS_LIKE_COMMIT.test(word) || LOOKS_LIKE_LIST.test(word)) return false;
  return PLAIN_WORD.test(word) || ONLY_SIGNS.test(word);
}

/** Leaves brackets, quotes and final punctuation of the sentence outside the span. */
function markCode(text: string): string {
  const [, before = '', core = '', after = ''] = AROUND_CODE.exec(text) ?? [];
  const ownBracket = core.includes('(') && after.startsWith(')') ? 1 : 0;
  const code = core + after.slice(0, ownBracket);
  if (code === '') return wrapCode(breakMentions(text));
  return `${before}${wrapCode(breakMentions(code))}${after.slice(ownBracket)}`;
}

/** `@name` as text that notifies nobody. */
export function breakMentions(text: string): string {
  return text.replaceAll('@', `@${ZERO_WIDTH}`);
}

function wrapCode(text: string): string {
  const runs = new Set(backtickRuns(text));
  let length = 1;
  while (runs.has(length)) length += 1;
  const marks = '`'.repeat(length);
  const padded = /^`|`$|^ .* $/su.test(text) && text.trim() !== '' ? ` ${text} ` : text;
  return `${marks}${padded}${marks}`;
}

function backtickRuns(text: string): number[] {
  return [...text.matchAll(/`+/g)].map(([run]) => run.length);
}

/** cmark counts the marks of a fence up to 255, so a longer run inside would end any fence. */
const TOO_MANY_BACKTICKS = /`{200,}/g;
const SHORT_RUN = `${'`'.repeat(199)}…`;

/**
 * Lines as a fenced code block. Nothing is inserted after `@`: commands must survive copying, and GitHub reads no
 * mentions in code blocks.
 */
export function fence(text: string, language: 'text' | 'sh' = 'text'): string {
  const body = showAsBlock(text).replace(TOO_MANY_BACKTICKS, SHORT_RUN);
  const longest = backtickRuns(body).reduce((most, length) => Math.max(most, length), 2);
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${body}\n${marks}`;
}

/**
 * A finished cell, safe inside a table row. A backslash before the bar would be read differently by different
 * readers of Markdown, so the two are held apart.
 */
export function escapeCell(markdown: string): string {
  return markdown.replace(/\\(?=\|)/g, `\\${ZERO_WIDTH}`).replaceAll('|', '\\|');
}
