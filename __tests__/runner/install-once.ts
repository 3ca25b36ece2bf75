/** Real neighbours that all test files share: installed by whoever comes first. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** `install` fills the folder, which it finds missing; what was left half done is removed before. */
export function installOnce(folder: string, install: () => void): void {
  const ready = join(folder, 'ready');
  if (existsSync(ready)) return;
  // Two workers may come here at once: making a folder is the lock, and the mark comes last.
  while (!takeLock(folder)) if (awaitReady(ready)) return;
  try {
    if (existsSync(ready)) return;
    rmSync(folder, { recursive: true, force: true });
    install();
    mkdirSync(ready);
  } finally {
    rmSync(`${folder}.lock`, { recursive: true, force: true });
  }
}

function takeLock(folder: string): boolean {
  try {
    mkdirSync(`${folder}.lock`);
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
