import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderHelp } from '../../src/config/help.ts';

const ROOT = join(import.meta.dirname, '..', '..');

function listFiles(folder: string, extension: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith(extension) && !path.endsWith('/page-bundle.ts'));
}

const SOURCES = listFiles('src', '.ts').map((path) => ({
  path,
  text: readFileSync(join(ROOT, path), 'utf8'),
}));

const EXPORT =
  /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;
const TYPE = /^export (?:declare )?(?:abstract )?(?:class|interface|type|enum) (\w+)/gm;
const INTERFACE = /^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm;
const MEMBER = /^ +(?:readonly )?(\w+)\??[:(<]/gm;

interface Name {
  readonly path: string;
  /** Of a member with that of its interface before it. */
  readonly name: string;
}

function exportsOf({ path, text }: (typeof SOURCES)[number]): Name[] {
  const names = [...text.matchAll(EXPORT)].map(([, name = '']) => name);
  const members = [...text.matchAll(INTERFACE)].flatMap(([, owner, body = '']) =>
    [...body.matchAll(MEMBER)].map(([, name]) => `${owner}.${name}`),
  );
  return [...names, ...members].map((name) => ({ path, name }));
}

const EXPORTS = SOURCES.flatMap(exportsOf);

/** `countLegs` says leg. */
const saying = (word: string): Name[] =>
  EXPORTS.filter(({ name }) => {
    const words = name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
    return words.some((one) => [word, `${word}s`].includes(one.toLowerCase()));
  });

const SCHEMA = 'src/report/json/report.schema.json';
/** What a night with an event of one iteration is told as. */
const SAMPLE = listFiles('sample-reports/five-iterations', '.md').concat(
  'sample-reports/five-iterations/expected.json',
);

/** Figures are rounded. */
const ROUNDING = /^round[A-Z]/;
/** Real columns: of a table in text and on a page, and those that a terminal is wide. */
const COLUMNS = /^src\/(?:report\/(?:csv|markdown\/table|terminal\/|html\/page\/)|edge\/|runner\/watch\/)/;

/** What people read of this repository. */
const READ = [
  'action.yml',
  'README.md',
  SCHEMA,
  ...listFiles('docs', '.md'),
  ...listFiles('.github', '.yml'),
  ...listFiles('.github', '.md'),
  ...listFiles('examples', '').filter((path) => statSync(join(ROOT, path)).isFile()),
];

describe('a pass of the suite is called an iteration', () => {
  it('where another folder sees it', () => {
    expect(EXPORTS.length).toBeGreaterThan(1000);
    expect(saying('leg')).toEqual([]);
    expect(saying('round').filter(({ name }) => !ROUNDING.test(name))).toEqual([]);
    expect(saying('column').filter(({ path }) => !COLUMNS.test(path))).toEqual([]);
  });

  it('where a person reads it', () => {
    const texts = [
      ...[null, 'report', 'run', 'serve'].map((command) => ({ path: '--help', text: renderHelp(command) })),
      ...[...READ, ...SAMPLE].map((path) => ({
        path,
        text: readFileSync(join(ROOT, path), 'utf8'),
      })),
    ];
    const said = texts.flatMap(({ path, text }) =>
      // Numbers are also found in paths that others gave such names.
      [...text.replaceAll(/`leg-\d+`/g, '').matchAll(/^.*\b(?:legs?|rounds?)\b.*$/gim)].map(
        ([line]) => `${path}: ${line.slice(0, 200)}`,
      ),
    );
    expect(said).toEqual([]);
  });
});

describe('a name that another folder sees', () => {
  it.each(['shelf', 'notebook', 'room', 'look', 'patience', 'trace', 'gone'])(
    'is a term of the field, not %j',
    (coined) => {
      expect(saying(coined)).toEqual([]);
    },
  );
});

describe('the names of types', () => {
  it('are each exported by one file', () => {
    const homes = new Map<string, string[]>();
    for (const { path, text } of SOURCES)
      for (const [, name = ''] of text.matchAll(TYPE)) homes.set(name, [...(homes.get(name) ?? []), path]);
    expect([...homes].filter(([, paths]) => paths.length > 1)).toEqual([]);
  });
});
