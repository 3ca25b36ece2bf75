/** Command line words -> raw values by setting name, checked against the table. */
import { parseArgs } from 'node:util';
import { errorText } from '../kit/error-text.ts';
import type { Setting } from './settings.ts';
import { UsageError } from '../kit/usage-error.ts';

export interface RawSettings {
  readonly positionals: readonly string[];
  text(name: string): string | null;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  /** Whole number >= 0; null when unset. */
  number(name: string): number | null;
  list(name: string): readonly string[];
}

/** Throws UsageError for unknown options and impossible values. */
export function readSettings(table: readonly Setting[], words: readonly string[]): RawSettings {
  const { values, positionals } = parseWords(table, words);
  const find = (name: string): Setting => {
    const setting = table.find((candidate) => candidate.name === name);
    if (setting === undefined) throw new RangeError(`no setting is called ${name}`);
    return setting;
  };
  const texts = (name: string): string[] => {
    const setting = find(name);
    const given = values.get(name) ?? [];
    return given.length === 0 && setting.default !== null ? [setting.default] : given;
  };
  return {
    positionals,
    texts,
    text: (name) => texts(name).at(-1) ?? null,
    flag: (name) => values.has(name),
    number: (name) => parseNumber(name, texts(name).at(-1)),
    list: (name) => parseList(find(name), texts(name)),
  };
}

function parseWords(
  table: readonly Setting[],
  words: readonly string[],
): { values: Map<string, string[]>; positionals: string[] } {
  const options = Object.fromEntries(
    table.flatMap(({ name, alias = name, kind }) =>
      [name, alias].map((each) => [
        each,
        { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: true },
      ]),
    ),
  );
  try {
    const parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    const values = new Map<string, string[]>();
    for (const [given, value] of Object.entries(parsed.values)) {
      const name = table.find(({ alias }) => alias === given)?.name ?? given;
      values.set(name, [...(values.get(name) ?? []), ...[value].flat().map(String)]);
    }
    return { values, positionals: parsed.positionals };
  } catch (error) {
    throw new UsageError(errorText(error), { cause: error });
  }
}

function parseNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,12}$/.test(text))
    throw new UsageError(`--${name} must be a whole number from 0 on, not "${text}"`);
  return Number(text);
}

function parseList(setting: Setting, texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => text.split(',')).map((word) => word.trim());
  const choices = setting.choices ?? [];
  for (const word of words) {
    if (!choices.includes(word)) {
      throw new UsageError(`--${setting.name} must be any of ${choices.join(', ')}, not "${word}"`);
    }
  }
  return [...new Set(words)];
}
