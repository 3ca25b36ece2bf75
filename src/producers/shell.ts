/** Command lines for POSIX shells out of names that nobody vouches for. */
import { quoteWord } from '../kit/shell-words.ts';

/**
 * Characters that have no place in a command that a person copies: control characters and line breaks would
 * run or hide something, bidirectional controls show another command than the one that runs, half
 * surrogates cannot be typed. `$'...'` could carry them, but plain `sh` does not know it.
 */
const UNTYPABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/**
 * Template tag: the literal parts are the command, every value becomes one quoted word (or the quoted end of
 * one, as in `--grep=${x}`). A null value is left out with the blank before it. Null when a value cannot be
 * typed.
 */
export function shell(literals: TemplateStringsArray, ...values: readonly (string | null)[]): string | null {
  let command = literals[0] ?? '';
  for (const [index, value] of values.entries()) {
    if (value !== null && UNTYPABLE.test(value)) return null;
    command = value === null ? command.trimEnd() : command + quoteWord(value);
    command += literals[index + 1] ?? '';
  }
  return command;
}

/** A path as an operand: a leading dash would make it an option. Null, and so left out, when there is none. */
export function operand(path: string | null): string | null {
  if (path === null || path === '') return null;
  return path.startsWith('-') ? `./${path}` : path;
}

/** As `operand`, where the command takes an expression; a dot may stand for itself. */
export function filePattern(path: string | null): string | null {
  return operand(path?.replaceAll(/[\\^$*+?()[\]{}|]/g, String.raw`\$&`) ?? null);
}
