/** Pieces of text that part no character: length is counted in UTF-16 units, and some characters take two. */

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** `end`, or one before it where a piece that ends there would have half a character. */
export function wholeEnd(text: string, end: number): number {
  return end < text.length && isHigh(text.charCodeAt(end - 1)) ? end - 1 : end;
}

/** The beginning, at most so many units. */
export function keepStart(text: string, most: number): string {
  return text.slice(0, wholeEnd(text, most));
}

/** The end, at most so many units. */
export function keepEnd(text: string, most: number): string {
  const start = text.length - most;
  if (start <= 0) return text;
  return text.slice(isLow(text.charCodeAt(start)) ? start + 1 : start);
}
