/** What a pytest command reads besides its words: PYTEST_ADDOPTS and configuration files. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

/**
 * `a.b.test_x.TestFoo` and `test_y[1]` as `a/b/test_x.py::TestFoo::test_y[1]`: the longest part that is a file is the
 * module; without one, the part up to the first class in CamelCase.
 */
export function buildNodeId(cwd: string, classname: string, name: string): string {
  const parts = classname.split('.');
  const pathOf = (length: number): string => `${parts.slice(0, length).join('/')}.py`;
  let length = parts.length;
  while (length > 0 && !existsSync(join(cwd, pathOf(length)))) length -= 1;
  if (length === 0) {
    const firstClass = parts.findIndex((part, index) => index > 0 && /^_?[A-Z]/.test(part));
    length = firstClass < 0 ? parts.length : firstClass;
  }
  return [pathOf(length), ...parts.slice(length), name].join('::');
}
