import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..', '..', 'src');

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('page-bundle.ts'))
  .map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }));
const KIT = FILES.filter(({ path }) => path.startsWith('kit/'));

/** What a file imports of src/, by path. */
const importsOf = ({ path, text }: (typeof FILES)[number]): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, specifier = '']) =>
    relative(SRC, resolve(dirname(join(SRC, path)), specifier)).replaceAll('\\', '/'),
  );

/** A door is a folder of its own; the parts of the Focus Server are one. */
const folderOf = (path: string): string => path.split('/')[0] ?? '';

describe('src/kit/', () => {
  it('is small: at most 20 files of at most 120 lines', () => {
    expect(KIT.length).toBeLessThanOrEqual(20);
    expect(KIT.filter(({ text }) => text.trimEnd().split('\n').length > 120)).toEqual([]);
  });

  it('knows nothing of the rest', () => {
    const known = KIT.flatMap((file) => importsOf(file)).filter((target) => !target.startsWith('kit/'));
    expect(known).toEqual([]);
  });

  it('holds only what two folders use', () => {
    const users = new Map(KIT.map(({ path }) => [path, new Set<string>()]));
    for (const file of FILES)
      if (folderOf(file.path) !== 'kit')
        for (const target of importsOf(file)) users.get(target)?.add(folderOf(file.path));
    const lonely = [...users].filter(([, folders]) => folders.size < 2).map(([path]) => path);
    expect(lonely).toEqual([]);
  });
});

describe('no mechanism stands twice', () => {
  it.each([
    [
      'the text of what was thrown',
      /(\w+) instanceof Error \? \1\.message : String\(\1\)/,
      'kit/error-text.ts',
    ],
    ['its stack', /\.stack \?\? \w+\.message/, 'kit/error-text.ts'],
    ['quotes for a POSIX shell', /replaceAll\("'", (?:String\.raw)?`'\\+''`\)/, 'kit/shell-words.ts'],
    ['escape sequences', /\[@-~\]/, 'kit/ansi.ts'],
    ['references of XML', /"'", '&apos;'/, 'kit/xml.ts'],
    ['a pool of tasks', /Promise\.all\(\s*Array\.from\(\{ length: Math\.min\(/, 'kit/pool.ts'],
    [
      'groups by a key',
      /if \((\w+) === undefined\) \w+\.set\([\w.]+, \[\w+\]\);\s*else \1\.push/,
      'kit/order.ts',
    ],
    ['a median', /function \w*[mM]edian\w*\((?!sizes)/, 'kit/statistics.ts'],
    ['a hash of text', /charCodeAt\(\w+\), 0x01000193/, 'kit/random.ts'],
    ['bits that are spread', /0xc2b2ae35/, 'kit/random.ts'],
    ['expressions of plain text', /replaceAll\(\/\[\\\\\^\$\.\*/, 'kit/expression.ts'],
    ['JSON that may be none', /function parseJson|return JSON\.parse\(\w+\);\s*\} catch \{/, 'kit/shape.ts'],
    ['a file replaced whole', /\brename(?:Sync)?\(draft/, 'kit/replace-file.ts'],
    ['microseconds', /\* 1000\) \/ 1000;/, 'kit/numbers.ts'],
    ['a server that listens', /once\('error', reject\);\s*\w+\.listen\(/, 'kit/tcp.ts'],
    ['words as one text', /join\(', '\)\} and \$\{\w+\.at\(-1\)/, 'kit/plural.ts'],
  ])('%s', (_, pattern, home) => {
    const places = FILES.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    expect(places).toEqual([home]);
  });

  it('takes nothing that was thrown for an Error without looking', () => {
    const blind = FILES.filter(({ text }) => /\(\w+ as Error\)\.message/.test(text));
    expect(blind.map(({ path }) => path)).toEqual([]);
  });
});
