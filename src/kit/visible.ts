/**
 * Foreign text made safe to look at: what cannot be seen is spelled out, what cannot be encoded is replaced,
 * what is too long loses its middle. Every renderer for people starts here.
 */
import { stripAnsi } from './ansi.ts';
import { keepEnd, keepStart } from './cut.ts';

const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/g;
/**
 * Controls, invisible format characters (bidi among them), lone surrogates and noncharacters. Not line breaks and
 * tabs, nor the two joiners: words (Persian, Indic scripts) and emoji need them, and they reorder nothing.
 */
const INVISIBLE =
  /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\uFFFE\uFFFF]/gu;

/** One line of text: line breaks become `↵`, tabs become blanks, invisible characters `⟨U+202E⟩`, lone surrogates `�`. */
export function showOnOneLine(text: string): string {
  return spellInvisible(stripAnsi(text).replace(LINE_BREAK, '↵').replaceAll('\t', ' '));
}

/** The same with lines and tabs kept, for blocks of text. */
export function showAsBlock(text: string): string {
  return spellInvisible(stripAnsi(text).replace(LINE_BREAK, '\n'));
}

/** Keeps both ends and marks the gap by `…`; the end gets more room because that is where a test's own name is. */
export function shortenMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const tail = Math.ceil((most - 1) * 0.6);
  const head = most - 1 - tail;
  return `${keepStart(text, head)}…${keepEnd(text, tail)}`;
}

/** Shortens long words, each on its own, so that the sentence around them stays whole; then the sentence if it must be. */
export function shortenSentence(text: string, { words, most }: { words: number; most: number }): string {
  const shortened = text.replace(/\S+/gu, (word) => shortenMiddle(word, words));
  return shortenMiddle(shortened, most);
}

function spellInvisible(text: string): string {
  return text.replace(INVISIBLE, (char) => {
    const point = char.codePointAt(0) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff) return '\uFFFD';
    return `⟨U+${point.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
