/** Regular expressions whose cost is bounded: a filter comes from anywhere and must not stop the server. */
import { BSONRegExp } from 'mongodb';
import { CommandError } from '../command-error.ts';
import type { Found } from '../bson/value.ts';

const LONGEST_PATTERN = 256;
const LONGEST_TEXT = 65_536;
/** Literals, escaped punctuation, dots and at most one `.*` between optional anchors: no pattern of these backtracks twice. */
const BOUNDED =
  /^\^?(?:[^\\^$.*+?()[\]{}|]|\\[\\^$.*+?()[\]{}|]|\.(?!\*))*(?:\.\*(?:[^\\^$.*+?()[\]{}|]|\\[\\^$.*+?()[\]{}|]|\.(?!\*))*)?\$?$/u;

/** Only strings match. Options `i` and `s` are known. */
export function compileRegex(operand: Found, options?: Found): (value: Found) => boolean {
  const { pattern, flags } = readRegex(operand, options);
  if (!/^[is]*$/u.test(flags)) throw new CommandError(2, `unsupported $options of $regex: ${flags}`);
  if (pattern.length > LONGEST_PATTERN || !BOUNDED.test(pattern)) {
    throw new CommandError(2, `unsupported $regex: ${pattern.slice(0, LONGEST_PATTERN)}`);
  }
  const regex = new RegExp(pattern, `u${[...new Set(flags)].join('')}`);
  return (value) => {
    if (typeof value !== 'string') return false;
    if (value.length > LONGEST_TEXT) throw new CommandError(2, '$regex on a text that is too long');
    return regex.test(value);
  };
}

function readRegex(operand: Found, options: Found): { pattern: string; flags: string } {
  const given = typeof options === 'string' ? options : undefined;
  if (options !== undefined && given === undefined) throw new CommandError(2, '$options has to be a string');
  if (typeof operand === 'string') return { pattern: operand, flags: given ?? '' };
  if (!(operand instanceof BSONRegExp)) throw new CommandError(2, '$regex has to be a string');
  return { pattern: operand.pattern, flags: given ?? operand.options };
}
