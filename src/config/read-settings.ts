/** Texts by the names of settings -> values and mistakes, by the table. The doors bring the texts. */
import { mistake, setting, UsageError, type Mistake } from '../kit/usage-error.ts';
import { parseValue } from './parse-value.ts';
import type { Setting, Values } from './settings.ts';

/**
 * All that is wrong with what the user asked for, gathered so that it is told at once. Who reads a command's settings
 * may bring their own, and settle them together with what only files and folders can tell.
 */
export interface Mistakes {
  /** What follows from a mistake is no news: of settings that have one already nothing more is said. */
  add(about: readonly string[], mistake: Mistake): void;
  /** Throws UsageError with all of them, in the order in which they were found. */
  settle(): void;
}

export function gatherMistakes(): Mistakes {
  const found: Mistake[] = [];
  const wrong = new Set<string>();
  return {
    add(about, one) {
      if (about.some((name) => wrong.has(name))) return;
      for (const name of about) wrong.add(name);
      found.push(one);
    },
    settle() {
      if (found.length > 0) throw new UsageError(found);
    },
  };
}

/** Texts as they were given, by the names of settings; a flag has `true` or `false`. What is not given is not in it. */
export type Given = ReadonlyMap<string, readonly string[]>;

/** Of a setting with a mistake the default, or nothing. */
export function readSettings<T extends readonly Setting[]>(
  table: T,
  given: Given,
  mistakes: Mistakes,
): Values<T> {
  const values = Object.fromEntries(
    table.map((one) => [toCamelCase(one.name), readOne(one, given.get(one.name) ?? [], mistakes)]),
  );
  // One value for each setting, parsed by its kind: what the type says, which no checker could follow from a table.
  return values as Values<T>;
}

function readOne(one: Setting, texts: readonly string[], mistakes: Mistakes): unknown {
  const standard = one.default === null ? [] : [one.default];
  if (texts.some((text) => text.trim() === '') && one.mayBeEmpty !== true) {
    mistakes.add([one.name], mistake`${setting(one.name)} must not be empty`);
    return parseValue(one, standard).value;
  }
  const { value, wrong } = parseValue(one, texts.length === 0 ? standard : texts);
  if (wrong === null) return value;
  mistakes.add([one.name], wrong);
  return parseValue(one, standard).value;
}

const toCamelCase = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
