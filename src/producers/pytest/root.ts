/** Where the names in pytest's report begin: its rootdir, which is often above the working directory. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { splitId } from '../arguments.ts';

/** A file of these names, with such a section; `null`: even an empty one. */
const SETTINGS: readonly (readonly [name: string, section: RegExp | null])[] = [
  ['pytest.toml', null],
  ['.pytest.toml', null],
  ['pytest.ini', null],
  ['.pytest.ini', null],
  ['pyproject.toml', /^\[tool\.pytest\b/m],
  ['tox.ini', /^\[pytest\]/m],
  ['setup.cfg', /^\[tool:pytest\]/m],
];

/**
 * Folders that may be the root, the likeliest first: the one with pytest's settings above all targets, above one of
 * them, above the working directory, this itself, and those above it in the repository.
 */
export function listRoots(cwd: string, targets: readonly string[]): readonly string[] {
  const folders = targets.map(folderOf);
  const starts = [...(folders.length > 0 ? [commonOf(folders)] : []), ...folders, cwd];
  const found = starts.flatMap((start) => listUpwards(start).find(hasSettings) ?? []);
  const above = listUpwards(cwd);
  const end = above.findIndex((folder) => existsSync(join(folder, '.git')));
  return [...new Set([...found, cwd, ...above.slice(0, end + 1)])];
}

/**
 * `a.b.test_x.TestFoo::test_y[1]` as `a/b/test_x.py::TestFoo::test_y[1]`, seen from `cwd`: the longest part that is a
 * file is the module; without one, the part up to the first class in CamelCase.
 */
export function buildNodeId(id: string, cwd: string, roots: readonly string[]): string {
  const [classname, name] = splitId(id);
  const parts = classname.split('.');
  const pathOf = (length: number): string => `${parts.slice(0, length).join('/')}.py`;
  for (const root of roots)
    for (let length = parts.length; length > 0; length -= 1) {
      const path = join(root, pathOf(length));
      if (existsSync(path))
        return [relative(cwd, path).replaceAll('\\', '/'), ...parts.slice(length), name].join('::');
    }
  const firstClass = parts.findIndex((part, index) => index > 0 && /^_?[A-Z]/.test(part));
  const length = firstClass < 0 ? parts.length : firstClass;
  return [pathOf(length), ...parts.slice(length), name].join('::');
}

function folderOf(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}

/** The folder that all are in. */
function commonOf(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  const isAbove = (folder: string): boolean =>
    others.every((other) => !/^\.\.(?:[\\/]|$)/.test(relative(folder, other)));
  return listUpwards(first).find(isAbove) ?? first;
}

/** The folder and all above it. */
function listUpwards(folder: string): readonly string[] {
  const above = dirname(resolve(folder));
  return above === folder ? [folder] : [folder, ...listUpwards(above)];
}

function hasSettings(folder: string): boolean {
  return SETTINGS.some(([name, section]) => {
    const path = join(folder, name);
    return existsSync(path) && (section === null || section.test(readFileSync(path, 'utf8')));
  });
}
