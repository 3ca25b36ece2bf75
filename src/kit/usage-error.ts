/** What is wrong with what the user asked for, in the words of whichever door they came by. */

import { shortenMiddle, showAsBlock, showOnOneLine } from './visible.ts';

/** A setting in a message, with the value that is or would be right or wrong; null: the setting as such. */
export interface NamedSetting {
  readonly setting: string;
  readonly value: string | null;
}

export const setting = (name: string, value: string | null = null): NamedSetting => ({
  setting: name,
  value,
});

/** How a door calls a setting. */
export type NameSetting = (named: NamedSetting) => string;

/** `--fail-on`, `--fail-on flaky`: in a terminal. */
export const asOption: NameSetting = ({ setting: name, value }) =>
  `--${name}${value === null ? '' : ` ${shorten(value)}`}`;

/** `fail-on`, `fail-on: flaky`: in a workflow. */
export const asInput: NameSetting = ({ setting: name, value }) =>
  `${name}${value === null ? '' : `: ${shorten(value)}`}`;

/** A text that calls settings as a terminal does, as a workflow does. `names`: those that a workflow has. */
export const inWorkflow = (text: string, names: ReadonlySet<string>): string =>
  text.replaceAll(/(?<![\w-])--([a-z][a-z-]*)/g, (option, name: string) =>
    names.has(name) ? asInput(setting(name)) : option,
  );

export interface Mistake {
  readonly parts: readonly (string | NamedSetting)[];
}

/** A template whose values may be settings: `` mistake`${setting('rate')} needs ${setting('until-power')}` ``. */
export function mistake(
  texts: TemplateStringsArray,
  ...values: readonly (string | number | NamedSetting | Mistake)[]
): Mistake {
  const parts = texts.flatMap((text, at) => {
    const value = values[at] ?? '';
    if (typeof value === 'number') return [text, String(value)];
    return typeof value === 'object' && 'parts' in value ? [text, ...value.parts] : [text, value];
  });
  return { parts };
}

/** What the user wrote, on one line and short enough for a message. */
export const shorten = (text: string): string => shortenMiddle(showOnOneLine(text), MOST_SHOWN);
const MOST_SHOWN = 120;

/** The same in quotes. */
export const quote = (text: string): string => `"${shorten(text)}"`;

/** One line, or several where it shows what to write; what cannot be seen is spelled out, whoever wrote it. */
export function describeMistake({ parts }: Mistake, name: NameSetting): string {
  return showAsBlock(parts.map((part) => (typeof part === 'string' ? part : name(part))).join(''));
}

/** The user asked for something that cannot be: exit code 2, a message without a stack trace, as the terminal says it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** At least one. */
  readonly mistakes: readonly Mistake[];

  constructor(what: string | Mistake | readonly Mistake[], options?: ErrorOptions) {
    const mistakes = typeof what === 'string' ? [{ parts: [what] }] : 'parts' in what ? [what] : what;
    super(mistakes.map((one) => describeMistake(one, asOption)).join('\n'), options);
    this.mistakes = mistakes;
  }
}

/**
 * Makes all checks one after another, and then reads: what was read, or one UsageError with the mistakes of all, each
 * once. What else they throw goes on at once.
 */
export async function checkAll<T>(checks: readonly (() => unknown)[], read: () => T): Promise<Awaited<T>> {
  const mistakes = new Map<string, Mistake>();
  const attempt = async <R>(task: () => R): Promise<Awaited<R> | null> => {
    try {
      return await task();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      for (const one of error.mistakes) mistakes.set(describeMistake(one, asOption), one);
      return null;
    }
  };
  for (const check of checks) await attempt(check);
  const result = await attempt(read);
  if (mistakes.size > 0) throw new UsageError([...mistakes.values()]);
  return result as Awaited<T>;
}
