/** Looking at and extending the words of a command; names of tests as words. */
import { escapeExpression } from '../kit/expression.ts';

/** True when an option is among the words, as `--x`, `--x=value` or, for one letter, `-xvalue`. */
export function hasOption(words: readonly string[], ...options: readonly string[]): boolean {
  return words.some((word) =>
    options.some(
      (option) =>
        word === option || word.startsWith(`${option}=`) || (/^-\w$/.test(option) && word.startsWith(option)),
    ),
  );
}

/** Value of the last `--x value` or `--x=value`; null when absent. */
export function optionValue(words: readonly string[], option: string): string | null {
  for (let index = words.length - 1; index >= 0; index -= 1) {
    const word = words[index] ?? '';
    if (word === option) return words[index + 1] ?? null;
    if (word.startsWith(`${option}=`)) return word.slice(option.length + 1);
  }
  return null;
}

/** Adds options at the end, but before a bare `--`, after which words are no options any more. */
export function addOptions(command: readonly string[], added: readonly string[]): readonly string[] {
  const end = command.indexOf('--');
  return end < 0 ? [...command, ...added] : [...command.slice(0, end), ...added, ...command.slice(end)];
}

/** Classname and name of an id, parted at the first `::`; not for nextest, whose classnames may have one. */
export function splitId(id: string): readonly [classname: string, name: string] {
  const at = id.indexOf('::');
  return at < 0 ? ['', id] : [id.slice(0, at), id.slice(at + 2)];
}

/** As `escapeExpression`, for an option that may take an expression between slashes. */
export function escapePattern(text: string): string {
  return escapeExpression(text).replaceAll('/', String.raw`\/`);
}
