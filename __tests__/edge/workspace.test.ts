import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkspace } from '../../src/edge/workspace.ts';
import { makeFolder } from '../helpers/folder.ts';

it('knows the files of the checkout and nothing outside it', () => {
  const folder = makeFolder({ 'repo/src/a.py': 'a', 'repo/CODEOWNERS': '* @x', 'secret.txt': 's' });
  const root = join(folder, 'repo');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  symlinkSync(folder, join(root, 'up'));
  const workspace = openWorkspace(root);
  expect([workspace.exists('src/a.py'), workspace.read('CODEOWNERS')]).toEqual([true, '* @x']);
  for (const path of [
    'src',
    'src/b.py',
    '',
    '.',
    '..',
    '../secret.txt',
    'link.txt',
    'up/secret.txt',
    '/etc/passwd',
    'a\0b',
    'x'.repeat(9000),
  ]) {
    expect({ path, exists: workspace.exists(path), text: workspace.read(path) }).toEqual({
      path,
      exists: false,
      text: null,
    });
  }
  expect(openWorkspace(join(folder, 'gone')).exists('src/a.py')).toBe(false);
});
