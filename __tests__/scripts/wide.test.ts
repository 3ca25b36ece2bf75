import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WIDE, WIDE_NAMES, type WideNeighbour } from '../../scripts/neighbours/wide.ts';
import { install } from '../../scripts/wide/install.ts';
import { chooseExitCode, type WideOutcome, writeResults } from '../../scripts/wide/results.ts';
import { countTests } from '../../scripts/wide/run-tests.ts';
import { makeFolder } from '../helpers/folder.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

const ran = (change: Partial<Extract<WideOutcome, { kind: 'ran' }>> = {}): WideOutcome => ({
  kind: 'ran',
  version: 'shop 1.2',
  passed: 2,
  skipped: 0,
  failed: [],
  ...change,
});
const row = (outcome: WideOutcome) => ({ name: 'shop', tested: 'chairs | tables', outcome });
const absent: WideOutcome = { kind: 'not-available', reason: 'no\nshop', command: "get 'a shop'" };

describe('the table of test:wide', () => {
  it('says of each neighbour what was tested and how it went', () => {
    const skipped = ran({ skipped: 1, failed: ['a > b'] });
    expect(writeResults([row(ran()), row(skipped), row(absent)]).split('\n')).toEqual([
      '| Neighbour | Version  | Tested           | Result                        |',
      '| --------- | -------- | ---------------- | ----------------------------- |',
      '| shop      | shop 1.2 | chairs \\| tables | 2 passed, 0 failed            |',
      '| shop      | shop 1.2 | chairs \\| tables | 2 passed, 1 failed, 1 skipped |',
      '| shop      |          |                  | not available: no shop        |',
      '',
      'Failed with shop: a > b',
      "To make shop available: get 'a shop'",
    ]);
  });

  it('is all when nothing failed', () => {
    expect(writeResults([row(ran())])).toMatch(/\|$/);
  });
});

describe('the exit code of test:wide', () => {
  it.each([
    ['all passed', [ran()], 0],
    ['nothing is to be had', [absent, absent], 0],
    ['a test failed', [ran(), ran({ failed: ['a'] }), absent], 1],
    ['a neighbour is there, and no test of it ran', [ran(), ran({ passed: 0, skipped: 3 })], 1],
  ])('when %s', (_, outcomes, code) => {
    expect(chooseExitCode(outcomes.map(row))).toBe(code);
  });

  it('goes with a table that says so when no test ran', () => {
    expect(writeResults([row(ran({ passed: 0, skipped: 3 }))])).toContain('failed: no test ran');
  });
});

describe('what vitest found', () => {
  it('counts tests, and files that broke before their first one', () => {
    const test = (status: string) => ({ fullName: `${status} test`, status });
    const file = (name: string, status: string, ...tests: string[]) => ({
      name: join(ROOT, name),
      status,
      assertionResults: tests.map(test),
    });
    expect(
      countTests({
        testResults: [
          file('a.test.ts', 'passed', 'passed', 'pending'),
          file('b.test.ts', 'failed', 'failed', 'passed'),
          file('c/broken.test.ts', 'failed'),
        ],
      }),
    ).toEqual({ passed: 2, skipped: 1, failed: ['failed test', 'c/broken.test.ts'] });
  });
});

describe('installing a neighbour', () => {
  const node = process.execPath;
  const count = `require('node:fs').appendFileSync(process.argv[1] + '/count', 'x')`;
  const shop: WideNeighbour = {
    tested: 'chairs',
    packages: [],
    probe: [node, '--version'],
    install: [[node, '-e', count, '{folder}']],
    version: [[node, '-p', '"opening\\nshop " + process.env.SHOP', 'x']],
    environment: { SHOP: '{folder}' },
    tests: [],
  };
  const times = (folder: string): number => readFileSync(join(folder, 'count'), 'utf8').length;

  it('happens once, and again for another recipe', () => {
    const folder = join(makeFolder({}), 'shop');
    expect(install(shop, folder)).toEqual({ version: `shop ${folder}` });
    expect(install(shop, folder)).toEqual({ version: `shop ${folder}` });
    expect(times(folder)).toBe(1);
    writeFileSync(join(folder, 'old'), '');
    const other = { ...shop, install: [...shop.install, ...shop.install] };
    expect(install(other, folder)).toEqual({ version: `shop ${folder}` });
    expect(times(folder)).toBe(2);
    expect(existsSync(join(folder, 'old'))).toBe(false);
  });

  it('asks each time for what has to be the newest', () => {
    const folder = join(makeFolder({}), 'shop');
    for (const _ of [1, 2, 3]) install({ ...shop, newest: true }, folder);
    expect(times(folder)).toBe(3);
  });

  it('says which command failed and how, and tries again the next time', () => {
    const folder = join(makeFolder({}), 'shop');
    const sentence = `console.error('first'); console.error('the shop is closed'); process.exitCode = 3`;
    const closed = { ...shop, install: [...shop.install, [node, '-e', sentence]] };
    const told = install(closed, folder);
    expect(told).toMatchObject({ reason: `${node} failed: the shop is closed` });
    expect('command' in told && told.command).toContain(`SHOP=${folder} ${node} -e `);
    install(closed, folder);
    expect(times(folder)).toBe(1);
    expect(install(shop, folder)).toEqual({ version: `shop ${folder}` });
  });

  it('says what does not answer once it is installed', () => {
    const folder = join(makeFolder({}), 'shop');
    expect(install({ ...shop, version: [['no-such-shop', '--version']] }, folder)).toMatchObject({
      reason: 'no-such-shop failed: spawnSync no-such-shop ENOENT',
      command: `SHOP=${folder} no-such-shop --version`,
    });
  });
});

describe('the wide neighbours', () => {
  it.each(WIDE_NAMES)('%s names tests that are there', (name) => {
    expect(WIDE[name].tests.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(WIDE[name].tests).toContain(`__tests__/wide/${name}.test.ts`);
  });

  it('have no test file that none of them names', () => {
    const files = readdirSync(join(ROOT, '__tests__', 'wide')).filter((name) => name.endsWith('.test.ts'));
    expect(files.sort()).toEqual(WIDE_NAMES.map((name) => `${name}.test.ts`).sort());
  });
});
