/** `npm ci` in bench/, when the lock file is newer than what is installed. No scripts of peers are run. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** `bench` is the folder with the peers' package.json. */
export function installPeers(bench: string): void {
  const installed = join(bench, 'node_modules', '.package-lock.json');
  const lock = join(bench, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('installing the peers: npm ci --prefix bench');
  const { status } = spawnSync('npm', ['ci', '--prefix', bench, '--ignore-scripts'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('npm ci --prefix bench failed');
}
