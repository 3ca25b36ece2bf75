/** A real pytest, installed once into a folder that all test files share. */
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOnce } from './install-once.ts';
import { lacks } from './tools.ts';

const PYTHON = process.platform === 'win32' ? 'python' : 'python3';

/** For `describe.skipIf`. */
export const noPython = lacks(
  [PYTHON, '-c', 'import ensurepip, venv'],
  'apt-get install python3 python3-venv',
);

const PACKAGES = ['pytest==9.1.1', 'pytest-xdist==3.8.0', 'pytest-timeout==2.4.0'];
const FOLDER = join(tmpdir(), `focus-stability-python-${PACKAGES.join('-').replaceAll(/[^\w.-]/g, '_')}`);

/** Path of the pytest program. Throws with what to install when pip has no access to its index. */
export function installPytest(): string {
  installOnce(FOLDER, install);
  return process.platform === 'win32' ? join(FOLDER, 'Scripts', 'pytest.exe') : join(FOLDER, 'bin', 'pytest');
}

function install(): void {
  execFileSync(PYTHON, ['-m', 'venv', FOLDER], { stdio: 'pipe' });
  const bin =
    process.platform === 'win32' ? join(FOLDER, 'Scripts', 'python.exe') : join(FOLDER, 'bin', 'python');
  execFileSync(
    bin,
    ['-m', 'pip', 'install', '--quiet', '--retries', '1', '--disable-pip-version-check', ...PACKAGES],
    { stdio: 'pipe' },
  );
}
