import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';
import { runProcess } from '../helpers/runner-harness/run-process.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const TEXT = readFileSync(join(ROOT, '.github', 'CONTRIBUTING.md'), 'utf8');
const COMMANDS = [...TEXT.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .map((line) => line.replace(/\s+# .*/, ''));

describe('CONTRIBUTING', () => {
  it('names scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...TEXT.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  it('names paths that there are', () => {
    const named = [...TEXT.matchAll(/(?:\.ci|src|scripts|__tests__|docs|sample-reports)\/[\w./-]*\w/g)].map(
      ([path]) => path,
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('shows how the Action runs here', async () => {
    const words = wordsOf('env ');
    const variables = words.filter((word) => word.startsWith('INPUT_')).map((word) => word.split('='));
    const { log } = await runSource(words, ROOT, Object.fromEntries(variables));
    expect(log).toContain('5 of 5 iterations complete');
    expect(log).toContain('would upload report.md, report.html, report.json, badge.json');
    expect(log).toContain('GITHUB_REPOSITORY is not set');
  });

  it('shows how a suite runs from source', async () => {
    const { exitCode, log } = await runSource(wordsOf('npx node '), makeFolder({}));
    expect({ exitCode, log }).toEqual({
      exitCode: 0,
      log: expect.stringContaining('1 of 1 iteration complete'),
    });
  });
});

/** Words of the one command that starts so. */
function wordsOf(start: string): readonly string[] {
  const [command, ...others] = COMMANDS.filter((line) => line.startsWith(start));
  expect(others).toEqual([]);
  return command?.split(' ') ?? [];
}

/** What stands after `npx node`, on this Node. */
function runSource(words: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  const [script = '', ...rest] = words.slice(words.indexOf('node') + 1);
  return runProcess({
    command: process.execPath,
    words: [join(ROOT, script), ...rest],
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    timeoutMs: 120_000,
  });
}
