/** Inputs of the Action -> texts by the names of settings. */
import { findMeant } from '../kit/did-you-mean.ts';
import { mistake, shorten } from '../kit/usage-error.ts';
import type { Given, Mistakes } from './read-settings.ts';
import { inputDefaultOf, type Setting } from './settings.ts';
import { VERSION } from './version.ts';

export interface ReadInputs {
  readonly given: Given;
  /** One line for each input that nobody here knows. */
  readonly advice: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'INPUT_';

/** An empty input is one that is not given: expressions that find nothing are empty. */
export function readInputs(
  table: readonly Setting[],
  environment: Environment,
  mistakes: Mistakes,
): ReadInputs {
  const given = new Map<string, readonly string[]>();
  for (const one of table) {
    const { name, kind } = one;
    const text = environment[`${PREFIX}${name.toUpperCase()}`] ?? '';
    // The runner hands on what action.yml says when the workflow says nothing.
    if (text === inputDefaultOf(one)) continue;
    const isLines = kind === 'texts' || kind === 'patterns';
    const texts = (isLines ? text.split('\n') : [text])
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (texts.length > 0) given.set(name, texts);
  }
  return { given, advice: readUnknown(table, environment, mistakes) };
}

/**
 * The runner hands on inputs that we have not, and variables that a workflow calls INPUT_ for reasons of its own look the
 * same. What is a letter away from an input of ours was meant to be it; all else may belong to a later version.
 */
function readUnknown(table: readonly Setting[], environment: Environment, mistakes: Mistakes): string[] {
  const names = table.map(({ name }) => name);
  const unknown: string[] = [];
  for (const [variable, text = ''] of Object.entries(environment)) {
    const name = variable.startsWith(PREFIX) ? variable.slice(PREFIX.length).toLowerCase() : '';
    if (name === '' || text.trim() === '' || names.includes(name)) continue;
    const meant = findMeant(name, names);
    if (meant === null) unknown.push(name);
    // A variable for scripts of the workflow, with what the input says as well.
    else if (environment[`${PREFIX}${meant.toUpperCase()}`] !== text)
      mistakes.add([name], mistake`there is no input ${name}; did you mean ${meant}?`);
  }
  if (unknown.length === 0) return [];
  const [what, so, it] = unknown.length === 1 ? ['input', 'it does', 'it'] : ['inputs', 'they do', 'them'];
  return [
    `focus-stability ${VERSION} has no ${what} ${unknown.map(shorten).join(', ')}, so ${so} nothing; if a later version has ${it}, name that version in \`uses:\``,
  ];
}
