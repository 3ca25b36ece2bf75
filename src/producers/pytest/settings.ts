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
