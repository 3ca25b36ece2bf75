/**
 * Escape sequences of terminals, taken out of text that was made for one: colours and cursor movements (CSI), titles
 * and hyperlinks (OSC, and the other strings), character sets, saved positions. pytest writes what XML cannot hold as
 * `#x1B`, so a sequence may begin with that too. Not the one-byte forms (U+009B): in text that was read with the
 * wrong encoding they are a quotation mark or half a letter.
 */

const ESC = '(?:\\u001B|#x1[bB])';
const BELL = '(?:\\u0007|#x07)';
/** Every quantifier is bounded and none runs over the beginning of a sequence: the cost is linear whatever comes. */
const SEQUENCE = new RegExp(
  [
    // A colour with 24 bits before one with 24 bits has 37 characters. Two colons stand in such a colour only: anywhere
    // else they are those of an id, `scope::name`, whose scope was cut off in the middle of a sequence.
    `${ESC}\\[(?:[345]8:2::|:(?!:)|[0-9;<=>?]){0,64}[ -/]{0,4}[@-~]`,
    `${ESC}[\\]PX^_](?:(?!#x1[bB]|#x07)[^\\u0007\\u001B]){0,4096}(?:${BELL}|${ESC}\\\\)`,
    `${ESC}[()][0-2AB]`,
    '\\u001B[78=>]',
  ].join('|'),
  'g',
);

/** The text that a person would have seen. What only begins like a sequence stays. */
export function stripAnsi(text: string): string {
  return text.includes('\u001B') || text.includes('#x1') ? text.replaceAll(SEQUENCE, '') : text;
}
