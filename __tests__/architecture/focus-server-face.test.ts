import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, 'src', 'focus-server');
const FACE = join(FOLDER, 'index.ts');
/** Any import, of types and of values, with and without `from`, now and later. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g;
/** What stands for itself: values of such a file are there as soon as somebody imports the face. */
const STATIC = /^(?:import|export) (?!type )[^;]*? from '(\.[^']+)';$/gm;

function listFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
    .map((path) => join(ROOT, folder, path));
}

function importsOf(path: string, pattern: RegExp): string[] {
  const found = readFileSync(path, 'utf8').matchAll(pattern);
  return [...found].map(([, specifier = '']) => resolve(dirname(path), specifier));
}

const isInside = (path: string): boolean => path.startsWith(`${FOLDER}/`) || path.startsWith(`${FOLDER}\\`);

describe('src/focus-server/index.ts', () => {
  it('is all that anybody else imports of the folder', () => {
    const outside = ['src', 'scripts', 'bench'].flatMap(listFiles).filter((path) => !isInside(path));
    const imports = outside.flatMap((path) =>
      importsOf(path, IMPORT).map((target) => ({ path: path.slice(ROOT.length + 1), target })),
    );
    expect(imports.some(({ target }) => target === FACE)).toBe(true);
    expect(imports.filter(({ target }) => isInside(target) && target !== FACE)).toEqual([]);
  });

  it('loads neither the server nor the client nor a suite before they are asked for', () => {
    const loaded = new Set([FACE]);
    for (const path of loaded) for (const next of importsOf(path, STATIC)) loaded.add(next);
    const names = [...loaded].map((path) => path.slice(FOLDER.length + 1).replaceAll('\\', '/'));
    expect(names).toContain('suites/support/figures.ts');
    for (const heavy of [
      /^client\//,
      /^faults\//,
      /^mongo-endpoint\//,
      /^suites\/(?:\w+\/)?index/,
      /start-reference/,
    ])
      expect(names.filter((name) => heavy.test(name))).toEqual([]);
    const packages = [...loaded].flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/^import (?!type )[^;]*? from '([^.'][^']*)';$/gm)].map(
        ([, name = '']) => name,
      ),
    );
    // Two kilobytes that compare a mistyped word with those that are known.
    expect(packages.filter((name) => !name.startsWith('node:'))).toEqual(['fastest-levenshtein']);
  });
});
