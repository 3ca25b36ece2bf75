import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeSuiteTypes } from '../../scripts/suite-types.ts';
import { makeFolder } from '../helpers/folder.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const EXAMPLE = readFileSync(join(ROOT, 'examples', 'focus-server', 'own.suite.ts'), 'utf8');

let types = '';
beforeAll(() => {
  types = writeSuiteTypes(ROOT);
});

/** What the compiler says about a suite of somebody who has installed the package. */
function check(suite: string): string {
  const folder = makeFolder({
    'package.json': '{ "type": "module" }',
    'node_modules/focus-stability/package.json': JSON.stringify({
      name: 'focus-stability',
      version: '0.0.0',
      type: 'module',
      exports: { './suite': { types: './dist/suite.d.ts' } },
    }),
    'node_modules/focus-stability/dist/suite.d.ts': types,
    'tsconfig.json': '{ "files": ["checked.suite.ts"] }',
    'checked.suite.ts': suite,
  });
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const roots = ['--typeRoots', join(ROOT, 'node_modules', '@types')];
  const { stdout } = spawnSync(process.execPath, [compiler, ...options, ...roots, '-p', folder], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout;
}

describe('the types of focus-stability/suite', () => {
  it('let the example compile', () => {
    expect(check(EXAMPLE)).toBe('');
  });

  it.each([
    ["t.record('ackMs', durationMs)", 't.record(durationMs)', 'TS2554'],
    ['target.environment', 'target.surroundings', "Property 'surroundings' does not exist"],
    ["tags: ['own']", "tags: ['own'], retries: 3", "'retries' does not exist in type 'SuiteOptions'"],
    ['({ channels, streams })', '({ channels, stream })', "Property 'stream' does not exist"],
  ])('say what is wrong with %s written as %s', (right, wrong, message) => {
    const said = check(EXAMPLE.replace(right, wrong));
    expect(said).toContain(message);
  });
});
