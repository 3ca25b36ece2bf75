/**
 * Characters that hide or reorder text, made visible: control characters, bidi controls and other format
 * characters, line separators and lone surrogates. Newline and tab stay; so do the two joiners, which
 * scripts and emoji need and which reorder nothing.
 */
const HIDDEN = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const CARRIAGE_RETURNS = /\r+\n/g;

export function makeVisible(text: string): string {
  return text.replace(CARRIAGE_RETURNS, '\n').replace(HIDDEN, nameCharacter);
}

function nameCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // U+2400 starts the block of pictures for the control characters below U+0020.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
