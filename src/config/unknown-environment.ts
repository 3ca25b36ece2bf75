/** What to tell a person who asks for an environment that there is not. */

export interface UnknownEnvironmentFacts {
  readonly path: string;
  /** Null: there is no file. */
  readonly text: string | null;
}

/** Names those that are known, and shows what to write for this one. */
export function describeUnknownEnvironment(
  name: string,
  known: readonly string[],
  { path, text }: UnknownEnvironmentFacts,
): string {
  const isMissing = text === null;
  return [
    `--env ${name}: no such environment; ${isMissing ? `there is no ${path} here` : `${path} has ${known.join(', ')}`}`,
    isMissing
      ? `Write ${path} in the folder where this runs; the least is a name and an address:`
      : `Add it to ${path}; the least is a name and an address:`,
    '',
    'environments:',
    `  ${/^[A-Za-z][\w-]*$/.test(name) ? name : JSON.stringify(name)}:`,
    '    base-url: https://focus.example.test',
    '    prefix: /focus-server',
    '',
    'docs/SUITES.md and examples/focus-stability.yml show all that can be said. There is always --env local, what',
    '`focus-stability serve` starts on port 5000; without --env, a server of our own is started.',
  ].join('\n');
}
