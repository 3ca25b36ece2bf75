import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleEntries, type BundleRequest, type Bundled } from '../../scripts/bundle/bundle-entries.ts';
import { makeFolder } from '../helpers/folder.ts';

type Files = Readonly<Record<string, string>>;

/** Two doors; the first loads two commands later, and those share what the second has as well. */
const PROJECT: Files = {
  'src/one.ts': `import { greet } from './kit/greet.ts';
    const load = process.argv[2] === 'b' ? () => import('./b/index.ts') : () => import('./a.ts');
    const { run } = await load();
    console.log(greet('one'), run());`,
  'src/two.ts': `import { greet } from './kit/greet.ts';
    import { LIMIT } from './kit/limit.ts';
    console.log(greet('two'), LIMIT);`,
  'src/a.ts': `import { big } from './big.ts';
    import { LIMIT } from './kit/limit.ts';
    import lazy from 'lazy';
    export const run = () => [LIMIT, big, lazy.open(), "./chunks/b.js", "import('./b.js')"].join(' ');`,
  'src/b/index.ts': `import { big } from '../big.ts';
    import { greet } from '../kit/greet.ts';
    import lazy from 'lazy';
    export const run = () => [greet('b'), big, typeof lazy.open].join(' ');`,
  'src/big.ts': `import lazy from 'lazy';
    export const big = ['a large thing', typeof lazy];`,
  'src/kit/greet.ts': `export const greet = (name) => 'hello ' + name;`,
  'src/kit/limit.ts': `export const LIMIT = [1000];`,
  'node_modules/lazy/package.json': `{ "name": "lazy", "version": "1.0.0" }`,
  'node_modules/lazy/index.js': `exports.open = () => require('./inside.js').word;`,
  'node_modules/lazy/inside.js': `console.log('opened'); exports.word = 'inside';`,
};

const REQUEST: Omit<BundleRequest, 'root'> = {
  doors: { one: 'src/one.ts', two: 'src/two.ts' },
  layers: [{ name: 'kit', of: { allBut: [] }, takes: 'light' }],
  options: { platform: 'node', minifyWhitespace: true, minifySyntax: true },
};

const bundle = (files: Files, request: Partial<BundleRequest> = {}): Promise<Bundled> =>
  bundleEntries({ ...REQUEST, ...request, root: makeFolder(files) });

const namesOf = ({ files }: Bundled): string[] => [...files.keys()];
const textsOf = ({ files }: Bundled): Files =>
  Object.fromEntries([...files].map(([path, content]) => [path, content.toString()]));

function run(bundled: Bundled, door: string, ...words: readonly string[]): string {
  const folder = makeFolder({ ...textsOf(bundled), 'package.json': '{ "type": "module" }' });
  const { stdout, stderr } = spawnSync(process.execPath, [join(folder, door), ...words], {
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`;
}

describe('bundled entries', () => {
  it('are named by themselves, and what they share by the entries that share it', async () => {
    expect(namesOf(await bundle(PROJECT))).toEqual([
      'chunks/a.js',
      'chunks/b.js',
      'chunks/kit.js',
      'chunks/of-a-b.js',
      'one.js',
      'two.js',
    ]);
    expect(namesOf(await bundle(PROJECT, { layers: [] }))).toEqual([
      'chunks/a.js',
      'chunks/b.js',
      'chunks/of-a-b.js',
      'chunks/of-a-two.js',
      'chunks/of-one-two.js',
      'one.js',
      'two.js',
    ]);
  });

  it('do what the sources do, and run nothing that the sources leave for later', async () => {
    for (const layers of [REQUEST.layers, []]) {
      const bundled = await bundle(PROJECT, { layers });
      expect(run(bundled, 'one.js')).toBe(
        "opened\nhello one 1000 a large thing,object inside ./chunks/b.js import('./b.js')\n",
      );
      expect(run(bundled, 'one.js', 'b')).toBe('hello one hello b a large thing,object function\n');
      expect(run(bundled, 'two.js')).toBe('hello two [ 1000 ]\n');
    }
  });

  it('hold the same as without all this', async () => {
    const root = makeFolder(PROJECT);
    const { metafile } = await build({
      ...REQUEST.options,
      absWorkingDir: root,
      entryPoints: { ...REQUEST.doors },
      outdir: 'out',
      bundle: true,
      splitting: true,
      format: 'esm',
      metafile: true,
      write: false,
    });
    const inputsOf = ({ outputs }: Bundled['metafile']): string[] =>
      Object.values(outputs)
        .flatMap(({ inputs }) => Object.keys(inputs))
        .sort();
    expect(inputsOf((await bundle(PROJECT)).metafile)).toEqual(inputsOf(metafile));
  });

  it('have the same bytes wherever their sources are', async () => {
    const first = textsOf(await bundle(PROJECT));
    expect(textsOf(await bundle(PROJECT))).toEqual(first);
    const deep = Object.fromEntries(
      Object.entries(PROJECT).map(([path, text]) => [`some where/deep/${path}`, text]),
    );
    const moved = await bundleEntries({ ...REQUEST, root: join(makeFolder(deep), 'some where', 'deep') });
    expect(textsOf(moved)).toEqual(first);
  });

  it.each([
    ['src/kit/limit.ts', '1000', '1001', ['chunks/kit.js']],
    ['src/big.ts', 'large', 'longer and quite different', ['chunks/of-a-b.js']],
    ['src/b/index.ts', 'typeof', '42 + typeof', ['chunks/b.js']],
    ['node_modules/lazy/inside.js', 'inside', 'within', ['chunks/of-a-b.js']],
  ])('of which %s is changed differ only where it is', async (path, before, after, expected) => {
    const first = await bundle(PROJECT);
    const changed = await bundle({ ...PROJECT, [path]: PROJECT[path]?.replace(before, after) ?? '' });
    expect(namesOf(changed)).toEqual(namesOf(first));
    const [old, now] = [textsOf(first), textsOf(changed)];
    expect(Object.keys(old).filter((name) => old[name] !== now[name])).toEqual(expected);
  });

  it('that Windows takes for the same are told apart by their folders', async () => {
    const files = {
      ...PROJECT,
      'src/B.ts': `export const run = () => 'another';`,
      'src/one.ts': `await import('./b/index.ts'); await import('./B.ts'); await import('lazy');`,
    };
    const bundled = await bundle(files, { layers: [] });
    expect(namesOf(bundled)).toEqual(expect.arrayContaining(['chunks/src-B.js', 'chunks/src-b-index.js']));
    expect(new Set(namesOf(bundled).map((name) => name.toLowerCase())).size).toBe(bundled.files.size);
  });
});

it('an entry that nobody loads any more, which esbuild keeps, has a name as well', async () => {
  const two = `${PROJECT['src/two.ts']}\nconst unused = () => import('./big.ts');`;
  expect(namesOf(await bundle({ ...PROJECT, 'src/two.ts': two }))).toEqual(
    [...namesOf(await bundle(PROJECT)), 'chunks/big.js'].sort(),
  );
});

describe('a layer', () => {
  it('takes nothing that a package or a part of Node comes along with', async () => {
    const files = {
      ...PROJECT,
      'src/kit/limit.ts': `import { createHash } from 'node:crypto';
        export const LIMIT = createHash('md5').update('').digest('hex').length;`,
    };
    expect(namesOf(await bundle(files))).toContain('chunks/of-a-two.js');
    const taking = bundle(
      { ...PROJECT, 'src/kit/limit.ts': `import lazy from 'lazy'; export const LIMIT = lazy;` },
      {
        layers: [{ name: 'kit', of: { allBut: [] }, takes: 'own' }],
      },
    );
    await expect(taking).rejects.toThrow(/lazy\/(?:index|inside)\.js would be loaded by src\/\w+/);
  });

  it('takes a small package that it is told of', async () => {
    const files = { ...PROJECT, 'src/kit/limit.ts': `import lazy from 'lazy'; export const LIMIT = [lazy];` };
    expect(namesOf(await bundle(files))).toContain('chunks/of-a-b-two.js');
    expect(namesOf(await bundle(files, { small: ['lazy'] }))).not.toContain('chunks/of-a-b-two.js');
  });

  it('names entries that there are', async () => {
    const layers = [{ name: 'kit', of: ['a', 'c'] }];
    await expect(bundle(PROJECT, { layers })).rejects.toThrow('a layer names "c", which is no entry');
  });
});

it('a text that looks like the name of a chunk before it has one is refused, not changed', async () => {
  const files = { ...PROJECT, 'src/big.ts': `export const big = ['./chunk-to-be-named-a.js'];` };
  await expect(bundle(files)).rejects.toThrow('"chunk-to-be-named-" stands in a text that is no import');
});
