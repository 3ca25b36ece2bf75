import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NEIGHBOUR_NAMES, NEIGHBOURS } from '../../scripts/neighbours/core.ts';
import { makeFolder } from '../helpers/folder.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const path = (...parts: string[]): string => JSON.stringify(join(ROOT, ...parts));

const FILES = {
  'package.json': '{"type":"module"}',
  'vitest.config.js': `export default { test: { globalSetup: [${path('scripts', 'neighbours', 'not-tested.ts')}] } };`,
  'a.test.js': `import { describe, it } from 'vitest';
    import { needs, needsAlso } from ${path('__tests__', 'helpers', 'neighbours.ts')};
    describe('shell', needs('bats'), () => { it('a', () => {}); it('b', () => {}); });
    it('both', needs('bats', 'cmark-gfm'), () => {});
    it('rights', needsAlso(false, 'wings'), () => {});
    it.skip('for another reason', () => {});
    it('runs', () => {});`,
};

interface Answer {
  readonly code: unknown;
  readonly text: string;
}

/** A machine that has no program at all. */
function runVitest(files: Readonly<Record<string, string>>, ci: string): Promise<Answer> {
  const folder = makeFolder(files);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const options = { cwd: folder, env: { PATH: join(folder, 'nothing'), CI: ci, NO_COLOR: '1' } };
  return new Promise((done) => {
    execFile(process.execPath, [VITEST, 'run'], options, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : error.code, text: stdout + stderr });
    });
  });
}

describe('a machine without the neighbours of the tests', () => {
  it('is told in the last lines what was not tested, and what installs it', async () => {
    const { code, text } = await runVitest(FILES, '');
    expect(code).toBe(0);
    expect(text).toMatch(/1 passed \| 5 skipped/);
    expect(text.trimEnd().split('\n').slice(-5)).toEqual([
      'Not tested, because this machine lacks:',
      '  bats: 3 tests',
      '  cmark-gfm: 1 test',
      '  wings: 1 test',
      'To install what is missing: npm run setup:tools',
    ]);
  });

  it('fails where it is CI', async () => {
    const { code, text } = await runVitest(FILES, 'true');
    expect(code).toBe(1);
    expect(text).toContain('these tests need bats: npm run setup:tools');
  });

  it('hears of no command for what no package brings', async () => {
    const alone = `import { it } from 'vitest';
      import { needsAlso } from ${path('__tests__', 'helpers', 'neighbours.ts')};
      it('rights', needsAlso(false, 'wings'), () => {});`;
    const { code, text } = await runVitest({ ...FILES, 'a.test.js': alone }, 'true');
    expect(code).toBe(0);
    expect(text.trimEnd().split('\n').at(-1)).toBe('  wings: 1 test');
  });
});

describe('the neighbours', () => {
  it.each(NEIGHBOUR_NAMES)('%s names its packages and how it is found', (name) => {
    const { packages, probe, use } = NEIGHBOURS[name];
    expect(packages.length * probe.length * use.length).toBeGreaterThan(0);
  });
});
