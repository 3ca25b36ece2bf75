/** Regular expressions out of plain text. */

/** Means the text itself in the expressions of JavaScript, PCRE, RE2, POSIX ERE and CMake. */
export function escapeExpression(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
