import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..', '..', 'src');
/** Compiled for the browser by a script of its own, and the result of that. */
const NOT_NODE = /^report\/html\/(page\/|page-bundle\.ts$)/;

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort();

interface Rule {
  folders: string[];
  packages: string[];
}

function readRules(): Map<string, Rule> {
  const text = readFileSync(join(SRC, 'ARCHITECTURE.md'), 'utf8');
  const table = text.slice(text.search(/^\| folder /m)).split('\n\n')[0] ?? '';
  const split = (cell = ''): string[] =>
    cell
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  const rows = table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').slice(1, -1));
  return new Map(
    rows.map(([folder = '', folders, packages]) => [
      folder.trim(),
      { folders: split(folders), packages: split(packages) },
    ]),
  );
}

/** `import`, `export ... from` and dynamic imports, type imports included. */
const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

/** The code without its comments. */
function codeOf(path: string): string {
  return readFileSync(join(SRC, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

function importsOf(path: string): string[] {
  const text = codeOf(path);
  return [...text.matchAll(IMPORT)].map(([, plain, dynamic]) => plain ?? dynamic ?? '');
}

/** What is loaded together with a file; types are gone by then. */
function staticImportsOf(path: string): string[] {
  const text = codeOf(path).replaceAll(/\bimport type [^;]*;|\bimport\([^)]*\)/g, '');
  return [...text.matchAll(IMPORT)].map(([, plain]) => plain ?? '');
}

/** The parts of the Focus Server know each other as little as stages do: each has a line of its own. */
const folderOf = (path: string): string => {
  const parts = path.split('/');
  return parts.slice(0, parts[0] === 'focus-server' && parts.length > 2 ? 2 : 1).join('/');
};
const targetOf = (path: string, specifier: string): string =>
  relative(SRC, resolve(dirname(join(SRC, path)), specifier)).replaceAll('\\', '/');

describe('the import table of ARCHITECTURE.md', () => {
  const rules = readRules();

  it('has a line for every folder and every door, and no other', () => {
    expect([...rules.keys()].sort()).toEqual([...new Set(FILES.map(folderOf))].sort());
  });

  it('is obeyed by every file', () => {
    const violations: string[] = [];
    for (const path of FILES) {
      const folder = folderOf(path);
      const rule = rules.get(folder) ?? { folders: [], packages: [] };
      for (const specifier of importsOf(path)) {
        const target = specifier.startsWith('.') ? folderOf(targetOf(path, specifier)) : null;
        const allowed =
          target === null
            ? rule.packages.includes(specifier)
            : target === folder || rule.folders.includes(target);
        if (!allowed) violations.push(`${path} imports ${specifier}`);
      }
    }
    expect(violations).toEqual([]);
  });

  it('names nothing that nobody imports', () => {
    const unused: string[] = [];
    for (const [folder, { folders, packages }] of rules) {
      const imports = FILES.filter((path) => folderOf(path) === folder).flatMap((path) =>
        importsOf(path).map((specifier) =>
          specifier.startsWith('.') ? folderOf(targetOf(path, specifier)) : specifier,
        ),
      );
      for (const name of [...folders, ...packages])
        if (!imports.includes(name)) unused.push(`${folder}: ${name}`);
    }
    expect(unused).toEqual([]);
  });

  it('is not cheated by imports of files that do not exist', () => {
    const missing = FILES.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => specifier.startsWith('.') && !FILES.includes(targetOf(path, specifier)))
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('what is loaded before a suite starts', () => {
  it('does not know how to report on it', () => {
    const graph = (path: string): string[] =>
      staticImportsOf(path)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => targetOf(path, specifier));
    const loaded = new Set(['cli.ts', 'app/run.ts']);
    for (const path of loaded) for (const next of graph(path)) loaded.add(next);
    const folders = new Set([...loaded].map(folderOf));
    expect(loaded).toContain('runner/run-iteration.ts');
    for (const folder of [
      'collect',
      'analysis',
      'parse',
      'aggregate',
      'score',
      'diagnose',
      'suite',
      'github',
    ])
      expect(folders).not.toContain(folder);
  });
});

describe('the files of src/', () => {
  it('import each other without cycles', () => {
    const graph = new Map(
      FILES.map((path) => [
        path,
        importsOf(path)
          .filter((s) => s.startsWith('.'))
          .map((s) => targetOf(path, s)),
      ]),
    );
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'open') cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      if (state.has(path)) return;
      state.set(path, 'open');
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      state.set(path, 'done');
    };
    for (const path of FILES) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('know no clock, randomness or environment below the doors', () => {
    const FORBIDDEN =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.|(?<![-/])\bprocess\.|\bcrypto\.random/;
    const offenders = FILES.filter(
      (path) => !NOT_NODE.test(path) && !/^(edge\/|(?:cli|action|suite-worker)\.ts$)/.test(path),
    ).filter((path) => FORBIDDEN.test(codeOf(path)));
    expect(offenders).toEqual([]);
  });

  it('hold one idea each: no file is longer than 300 lines, most are short', () => {
    const lengths = FILES.filter((path) => !NOT_NODE.test(path) || path.includes('/page/'))
      .map((path) => ({ path, lines: readFileSync(join(SRC, path), 'utf8').split('\n').length }))
      .sort((a, b) => a.lines - b.lines);
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
    expect(lengths[lengths.length >> 1]?.lines).toBeLessThan(80);
  });

  it('are at most 720, documents among them: an idea of a few lines is a row or a function beside its like', () => {
    const all = readdirSync(SRC, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(all.length).toBeLessThanOrEqual(720);
  });

  it('lie in folders that can be looked through: none holds more than 25 files', () => {
    const counts = Map.groupBy(FILES, dirname);
    const full = [...counts].filter(([, files]) => files.length > 25).map(([folder]) => folder);
    expect(full).toEqual([]);
  });
});
