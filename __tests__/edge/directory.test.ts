import { chmodSync, existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findObstacle } from '../../src/edge/directory.ts';
import { makeFolder } from '../helpers/folder.ts';

it('finds none where a file can be written, also in a directory that must be made, and leaves nothing', () => {
  const folder = makeFolder({ 'old/report.md': '' });
  for (const path of ['.', 'old', 'new', 'new/deep/down'])
    expect(findObstacle(join(folder, path))).toBeNull();
  expect(readdirSync(folder, { recursive: true })).toEqual(['old', 'old/report.md']);
});

it('names what is in the way', () => {
  const folder = makeFolder({ taken: '' });
  symlinkSync(join(folder, 'gone'), join(folder, 'link'));
  const taken = join(folder, 'taken');
  expect(findObstacle(taken)).toBe('it is a file');
  expect(findObstacle(join(taken, 'deep', 'down'))).toBe(`${taken} is a file`);
  expect(findObstacle(join(folder, 'link'))).toBe('it is a link to nowhere');
  expect(findObstacle(join(folder, 'x'.repeat(300)))).toBe('it cannot be looked at (ENAMETOOLONG)');
});

it.runIf(existsSync('/proc/self'))('does not believe permissions', () => {
  expect(findObstacle('/proc/nowhere/in')).toBe('nothing can be written in /proc (ENOENT)');
});

it.skipIf(process.getuid?.() === 0)('names a directory that may not be written', () => {
  const folder = makeFolder({ 'locked/old': '' });
  const locked = join(folder, 'locked');
  chmodSync(locked, 0o500);
  expect(findObstacle(join(locked, 'new'))).toBe(`nothing can be written in ${locked} (EACCES)`);
  chmodSync(locked, 0o700);
});
