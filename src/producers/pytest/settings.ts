/**
 * What a pytest command reads besides its words, PYTEST_ADDOPTS and configuration files, and where the names in its
 * report begin, which follows from them: its rootdir, often above the working directory.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Where options may stand. */
const NAMES = ['pytest.ini', '.pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg', 'pytest.toml'];

/** Text in which options may stand; the folders upwards included, because pytest looks there too. */
export function readSettings(cwd: string, environment: Readonly<Record<string, string | undefined>>): string {
  const texts = [environment['PYTEST_ADDOPTS'] ?? ''];
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const name of NAMES) texts.push(readText(join(folder, name)));
    if (dirname(folder) === folder || existsSync(join(folder, '.git'))) return texts.join('\n');
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

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
