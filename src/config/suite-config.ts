/** `run --suite` as types. */
import type { RawSettings } from './read-settings.ts';
import { UsageError } from '../kit/usage-error.ts';

export interface SuiteConfig {
  /** As given: names of bundled suites and paths of files, at least one. */
  readonly suites: readonly string[];
  /** Null: the embedded reference server. */
  readonly env: string | null;
  readonly envFile: string | null;
  readonly tags: readonly string[];
  readonly grep: string | null;
  readonly list: boolean;
  readonly repeatEach: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly defects: readonly string[];
}

/** Null when no suite is named. Throws UsageError. */
export function readSuiteConfig(raw: RawSettings): SuiteConfig | null {
  const suites = raw.texts('suite');
  const given = TEXTS.find((name) => raw.texts(name).length > 0) ?? FLAGS.find((name) => raw.flag(name));
  if (suites.length === 0) {
    if (given !== undefined) throw new UsageError(`--${given} needs --suite, e.g. --suite focus-server`);
    return null;
  }
  const repeatEach = raw.number('repeat-each') ?? 1;
  if (repeatEach < 1 || repeatEach > 1000)
    throw new UsageError(`--repeat-each must be 1 to 1000, not ${repeatEach}`);
  const env = raw.text('env');
  const defects = raw.texts('defect');
  if (env !== null && defects.length > 0)
    throw new UsageError('--defect is for the embedded server: it cannot be combined with --env');
  const tags = raw.texts('tag').flatMap((text) => text.split(','));
  return {
    suites,
    env,
    envFile: raw.text('env-file'),
    tags: raw.flag('all') || tags.includes(NIGHTLY) ? tags : [...tags, `!${NIGHTLY}`],
    grep: raw.text('grep'),
    list: raw.flag('list'),
    repeatEach,
    settings: readPairs(raw.texts('set')),
    defects: defects.flatMap((text) => text.split(',')),
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

/** Takes long or disturbs the server: not for every push. */
const NIGHTLY = 'nightly';
/** Settings that say nothing without a suite. */
const TEXTS = ['env', 'env-file', 'tag', 'grep', 'set', 'defect'] as const;
const FLAGS = ['all', 'list'] as const;

function readPairs(texts: readonly string[]): Record<string, string> {
  const pairs = texts.map((text): [string, string] => {
    const [, name, value] = /^([\w-]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`--set must be name=value, such as samples=20, not "${text}"`);
    return [name, value];
  });
  return Object.fromEntries(pairs);
}
