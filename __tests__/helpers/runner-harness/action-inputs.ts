/** What action.yml declares, and the INPUT_* variables the runner makes of it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: unknown }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly main: string;
}

export function readActionFile(path: string): ActionFile {
  const action = parse(readFileSync(path, 'utf8')) as {
    inputs?: ActionFile['inputs'] | null;
    outputs?: ActionFile['outputs'] | null;
    runs: { main: string };
  };
  return { inputs: action.inputs ?? {}, outputs: action.outputs ?? {}, main: action.runs.main };
}

/**
 * Upper case, blanks to underscores, dashes kept. `expand` evaluates the expressions of defaults.
 * Throws for an input that the action does not declare: the runner only warns, and nobody reads that.
 */
export function makeInputVariables(
  { inputs }: Pick<ActionFile, 'inputs'>,
  given: Readonly<Record<string, string>>,
  expand: (text: string) => string,
): Record<string, string> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(inputs, name))
      throw new Error(`Unexpected input '${name}', valid inputs are ${Object.keys(inputs).join(', ')}`);
  }
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: standard = '' }]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      given[name] ?? expand(String(standard)),
    ]),
  );
}
