/** A real pytest, installed once into a folder that all test files share. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const program = (folder: string): string =>
    process.platform === 'win32' ? join(folder, 'Scripts', 'pytest.exe') : join(folder, 'bin', 'pytest');
  const ready = join(FOLDER, 'ready');
  if (existsSync(ready)) return program(FOLDER);
  // Two workers may come here at once: making a folder is the lock, and the mark comes last.
  while (!takeLock()) if (awaitReady(ready)) return program(FOLDER);
  try {
    if (existsSync(ready)) return program(FOLDER);
    rmSync(FOLDER, { recursive: true, force: true });
    install();
    mkdirSync(ready);
  } finally {
    rmSync(`${FOLDER}.lock`, { recursive: true, force: true });
  }
  return program(FOLDER);
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

function takeLock(): boolean {
  try {
    mkdirSync(`${FOLDER}.lock`);
    return true;
  } catch {
    return false;
  }
}

/** True once the other worker is done; false to try for the lock again. */
function awaitReady(ready: string): boolean {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  return existsSync(ready);
}
