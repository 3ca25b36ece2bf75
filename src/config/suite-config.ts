/** `run --suite`: its settings, and what they are read as. */
import { mistake, quote, setting } from '../kit/usage-error.ts';
import { splitNames } from './parse-value.ts';
import { readSettings, type Given, type Mistakes } from './read-settings.ts';
import type { Setting } from './settings.ts';

/** Settings of `focus-stability run --suite`: which tests, against which server. */
export const SUITE_INPUTS = [
  {
    name: 'suite',
    kind: 'texts',
    default: null,
    value: 'name',
    help: 'Run suites instead of a command: focus-server for all that are bundled, one of them such as focus-server.nfft, or a file of your own in TypeScript or JavaScript; may be repeated',
  },
  {
    name: 'env',
    kind: 'text',
    default: null,
    value: 'name',
    help: 'Environment of focus-stability.yml that suites run against; without it they get an embedded reference server',
  },
  {
    name: 'env-file',
    alias: 'variables',
    kind: 'text',
    default: null,
    value: 'file',
    help: 'Variables (NAME=value lines) for environments, besides those that are set',
    terminalHelp: 'Node reads what --env-file names too, --variables is ours alone',
  },
  {
    name: 'tag',
    kind: 'texts',
    default: null,
    value: 'tag',
    help: 'Only tests with this tag, or without it: !load; may be repeated',
  },
  {
    name: 'grep',
    kind: 'text',
    default: null,
    value: 'text',
    mayBeEmpty: true,
    help: 'Only tests whose id has this text, or matches /expression/',
  },
  {
    name: 'all',
    kind: 'flag',
    default: null,
    help: 'Also tests tagged nightly, which are left out otherwise',
  },
  {
    name: 'repeat-each',
    kind: 'number',
    default: '1',
    value: 'n',
    least: 1,
    most: 1000,
    help: 'Executions of each test within an iteration',
  },
  {
    name: 'set',
    kind: 'texts',
    default: null,
    value: 'name=value',
    help: 'A figure that suites ask for, such as samples=20 or load-seconds=300; may be repeated',
  },
  {
    name: 'defect',
    kind: 'texts',
    default: null,
    value: 'name',
    help: 'Defect of the embedded server, to see that suites find it (serve --list-defects); may be repeated',
  },
] as const satisfies readonly Setting[];

/** A step of a workflow has nobody who would read a list. */
export const SUITE_SETTINGS = [
  ...SUITE_INPUTS,
  {
    name: 'list',
    kind: 'flag',
    default: null,
    help: 'Print the chosen tests, one a line: id, tags, Xray keys',
  },
] as const satisfies readonly Setting[];

/** Names of bundled suites and paths of files, at least one; `env` null: the embedded reference server. */
export type SuiteConfig = NonNullable<ReturnType<typeof readSuiteConfig>>;

/** Takes long or disturbs the server: not for every push. */
const NIGHTLY = 'nightly';

/** Null when no suite is named. */
export function readSuiteConfig(given: Given, mistakes: Mistakes) {
  const values = readSettings(SUITE_SETTINGS, given, mistakes);
  const { suite: suites, env, envFile, grep, list, repeatEach, tag, all, defect, set } = values;
  if (suites.length === 0) {
    const needy = SUITE_SETTINGS.find(({ name, kind }) => (kind === 'flag' ? values[name] : given.has(name)));
    if (needy !== undefined)
      mistakes.add(
        ['suite', needy.name],
        mistake`${setting(needy.name)} needs ${setting('suite')}, e.g. ${setting('suite', 'focus-server')}`,
      );
    return null;
  }
  if (env !== null && defect.length > 0)
    mistakes.add(
      ['defect', 'env'],
      mistake`${setting('defect')} is for the embedded server: it cannot be combined with ${setting('env')}`,
    );
  const tags = tag.flatMap(splitNames);
  return {
    suites,
    env,
    envFile,
    tags: all || tags.includes(NIGHTLY) ? tags : [...tags, `!${NIGHTLY}`],
    grep,
    list,
    repeatEach,
    settings: readPairs(set, mistakes),
    defects: defect.flatMap(splitNames),
  };
}

/** All that decides which tests run against what: a run that is continued must have the same. Options, and the server. */
export function describeSuites(config: SuiteConfig): {
  readonly words: readonly string[];
  readonly server: string;
} {
  const words = config.suites.flatMap((name) => ['--suite', name]);
  if (config.env !== null) words.push('--env', config.env);
  if (config.grep !== null) words.push('--grep', config.grep);
  words.push(...config.tags.flatMap((tag) => ['--tag', tag]));
  words.push(...config.defects.flatMap((name) => ['--defect', name]));
  words.push(...Object.entries(config.settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]));
  if (config.repeatEach > 1) words.push('--repeat-each', String(config.repeatEach));
  const server = config.env === null ? 'an embedded reference server' : `the environment ${config.env}`;
  return { words, server };
}

function readPairs(texts: readonly string[], mistakes: Mistakes): Readonly<Record<string, string>> {
  const pairs = texts.map((text): [string, string] => {
    const [, name, value] = /^([\w-]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined)
      mistakes.add(
        ['set'],
        mistake`${setting('set')} must be name=value, such as samples=20, not ${quote(text)}`,
      );
    return [name ?? text, value ?? ''];
  });
  return Object.fromEntries(pairs);
}
