/**
 * `npm run watch`: runs the tests that uncommitted changes touch, again whenever a file is saved: those that start no process
 * and no server, so that the answer comes in seconds. `npm run watch -- __tests__/runner` watches that folder, all of it.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { sortTests } from './check/sort-tests.ts';

const ROOT = join(import.meta.dirname, '..');
const named = process.argv.slice(2);
const watched = named.length > 0 ? named : sortTests(ROOT).fast;
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'watch', ...watched, '--changed'], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
