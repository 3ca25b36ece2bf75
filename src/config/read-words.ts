/** Words of the command line -> texts by the names of settings. */
import { parseArgs } from 'node:util';
import { suggest } from '../kit/did-you-mean.ts';
import { mistake, quote, setting, shorten } from '../kit/usage-error.ts';
import type { Given, Mistakes } from './read-settings.ts';
import type { Setting } from './settings.ts';

export interface ReadWords {
  readonly given: Given;
  readonly positionals: readonly string[];
  /** An option is not known: what stands by itself may be its value. */
  readonly isMistyped: boolean;
}

export function readWords(
  table: readonly Setting[],
  words: readonly string[],
  mistakes: Mistakes,
): ReadWords {
  const find = (name: string): Setting | undefined =>
    table.find((one) => one.name === name || one.alias === name);
  const options = Object.fromEntries(
    table.flatMap(({ name, alias = name, kind }) =>
      [name, alias].map((each) => [
        each,
        { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
  );
  // Without `strict` nothing is thrown: what it would have refused first is judged here, all of it.
  const { tokens } = parseArgs({
    args: [...words],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  let isMistyped = false;
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const one = find(token.name);
    if (one === undefined) {
      isMistyped = true;
      mistakes.add([token.rawName], describeUnknown(token.rawName, table));
    } else if (isComplete(one, token, mistakes)) {
      given.set(one.name, [...(given.get(one.name) ?? []), token.value ?? 'true']);
    }
  }
  return { given, positionals, isMistyped };
}

interface OptionToken {
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function isComplete(one: Setting, { value, inlineValue }: OptionToken, mistakes: Mistakes): boolean {
  const { name } = one;
  if (one.kind === 'flag') {
    if (value !== undefined)
      mistakes.add([name], mistake`${setting(name)} takes no value, so not ${quote(value)}`);
    return value === undefined;
  }
  if (value === undefined) {
    mistakes.add(
      [name],
      mistake`${setting(name)} needs a value: ${setting(name, `<${one.value ?? 'value'}>`)}`,
    );
    return false;
  }
  if (inlineValue === false && value.startsWith('-') && value !== '-') {
    const [what, again] = one.secret === true ? ['what follows', '<value>'] : [quote(value), value];
    mistakes.add(
      [name],
      mistake`${setting(name)} needs a value, and ${what} looks like an option; if it is the value, write --${name}=${again}`,
    );
    return false;
  }
  return true;
}

function describeUnknown(word: string, table: readonly Setting[]): ReturnType<typeof mistake> {
  const names = table.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
  const known = names.map((name) => `--${name}`);
  return mistake`there is no option ${shorten(word)}${suggest(word, known)}`;
}
