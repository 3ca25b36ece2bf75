import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../helpers/folder.ts';
import { NODE, readStrips, scriptSuite } from './run-suite.ts';

const CLI = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');
const TALKS = scriptSuite(`for (let i = 0; i < 2000; i += 1) console.log('line ' + i);
report('<testsuites><testcase classname="s" name="a"/></testsuites>');`);

describe('a run whose progress nobody reads any more', () => {
  it('goes on to its report', async () => {
    const folder = makeFolder(TALKS);
    const words = ['run', '--iterations', '3', ...NODE];
    const child = spawn(process.execPath, [CLI, ...words], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.resume();
    const ended = once(child, 'close');
    // As `2>&1 | head -1` does.
    await once(child.stderr, 'data');
    child.stderr.destroy();
    expect((await ended)[0]).toBe(0);
    expect(readStrips(folder)).toEqual({ a: 'PPP' });
  });
});
