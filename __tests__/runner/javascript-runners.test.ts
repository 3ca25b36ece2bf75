import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';
import { installOnce } from './install-once.ts';
import { isAlive, listCases, readPids, runSuite, type SuiteRun } from './run-suite.ts';

const PACKAGES = { jest: '30.5.2', 'jest-junit': '17.0.0', '@playwright/test': '1.65.1' };
const HOME = join(tmpdir(), `focus-stability-javascript-${Object.values(PACKAGES).join('-')}`);
const MODULES = join(HOME, 'node_modules');

beforeAll(() => {
  installOnce(HOME, () => {
    mkdirSync(HOME);
    writeFileSync(join(HOME, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
    const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'];
    execFileSync('npm', words, { cwd: HOME, stdio: 'pipe', shell: process.platform === 'win32' });
  });
}, 300_000);

function suiteFolder(files: Readonly<Record<string, string>>): string {
  const folder = makeFolder(files);
  symlinkSync(MODULES, join(folder, 'node_modules'), 'junction');
  return folder;
}

function listSeen({ events }: SuiteRun): string[] {
  return events
    .flatMap((event) => (event.kind === 'test-seen' ? [`${event.outcome} ${event.id}`] : []))
    .sort();
}

describe('jest', () => {
  const FILES = {
    'jest.config.cjs': 'module.exports = { testMatch: ["**/*.check.js"] };',
    'a.check.js': `describe('suite', () => {
        test('ok', () => {});
        describe('deep [1]', () => { test('bad "x"', () => { expect(1).toBe(2); }); });
        test.skip('not', () => {});
      });
      test('alone (y)', () => {});
      test.todo('later');`,
  };
  const command = [process.execPath, join(MODULES, 'jest', 'bin', 'jest.js')];
  const options = { preset: 'jest' };

  it('reports to our place and is read while it runs', async () => {
    const ran = await runSuite({
      folder: suiteFolder(FILES),
      command,
      options: { ...options, shuffle: true },
    });
    expect(ran.run.ending).toEqual({ kind: 'exited', code: 1 });
    expect(ran.problems).toEqual([]);
    expect(ran.run.outputTail).toMatch(/^Seed: +42$/m);
    expect(await listCases(ran.run)).toEqual([
      'F suite deep [1] bad "x"::suite deep [1] bad "x"',
      'P  alone (y):: alone (y)',
      // jest-junit has no word for a test that is still to be written.
      'P  later:: later',
      'P suite ok::suite ok',
      'S suite not::suite not',
    ]);
    expect(listSeen(ran)).toEqual([
      'failed suite deep [1] bad "x"::suite deep [1] bad "x"',
      'passed  alone (y):: alone (y)',
      'passed suite ok::suite ok',
      'skipped  later:: later',
      'skipped suite not::suite not',
    ]);
  });

  it('runs chosen tests only, those without a suite too', async () => {
    const only = [' alone (y):: alone (y)', 'suite ok::suite ok'];
    const { run } = await runSuite({ folder: suiteFolder(FILES), command, options, task: { only } });
    expect((await listCases(run)).filter((line) => !line.startsWith('S'))).toEqual([
      'P  alone (y):: alone (y)',
      'P suite ok::suite ok',
    ]);
  });

  it('still tells of the files it had finished when it is killed', async () => {
    const folder = suiteFolder({
      ...FILES,
      'b.check.js': `const fs = require('node:fs');
        test('dies', () => { fs.appendFileSync('pids', process.pid + '\\n'); process.kill(process.pid, 'SIGKILL'); });`,
      'order.cjs': `const Sequencer = require('@jest/test-sequencer').default;
        module.exports = class extends Sequencer {
          sort(tests) { return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1)); }
        };`,
    });
    const { run, problems } = await runSuite({
      folder,
      command: [...command, '--runInBand', '--testSequencer=./order.cjs'],
      options,
    });
    expect(run.ending).toEqual({ kind: 'signalled', signal: 'SIGKILL' });
    expect(problems).toEqual(['killed error', 'no-report error', 'did-not-finish error']);
    expect(await listCases(run)).toEqual([
      'F suite deep [1] bad "x"::suite deep [1] bad "x"',
      'P  alone (y):: alone (y)',
      'P suite ok::suite ok',
      'S  later:: later',
      'S suite not::suite not',
    ]);
    expect(readPids(join(folder, 'pids')).filter(isAlive)).toEqual([]);
  });
});

describe('playwright', () => {
  const FILES = {
    'playwright.config.cjs': 'module.exports = { retries: 2, workers: 1, testMatch: "*.check.cjs" };',
    'a.check.cjs': `const { test, expect } = require('@playwright/test');
      test.describe('suite', () => {
        test('ok', () => {});
        test('flaky [1]', ({}, info) => { expect(info.retry).toBe(1); });
        test.skip('not', () => {});
      });
      test('alone (y)', () => {});`,
  };
  const command = [process.execPath, join(MODULES, '@playwright', 'test', 'cli.js'), 'test'];
  const options = { preset: 'playwright' };

  it('reports to our place without retries and is read while it runs', async () => {
    const ran = await runSuite({ folder: suiteFolder(FILES), command, options });
    expect(ran.run.ending).toEqual({ kind: 'exited', code: 1 });
    expect(ran.problems).toEqual([]);
    expect(await listCases(ran.run)).toEqual([
      'F a.check.cjs::suite › flaky [1]',
      'P a.check.cjs::alone (y)',
      'P a.check.cjs::suite › ok',
      'S a.check.cjs::suite › not',
    ]);
    expect(listSeen(ran)).toEqual([
      'failed a.check.cjs::suite › flaky [1]',
      'passed a.check.cjs::alone (y)',
      'passed a.check.cjs::suite › ok',
      'skipped a.check.cjs::suite › not',
    ]);
  });

  it('keeps its retries when asked, and runs chosen tests only', async () => {
    const { run } = await runSuite({
      folder: suiteFolder(FILES),
      command,
      options: { ...options, keepRetries: true },
      task: { only: ['a.check.cjs::suite › flaky [1]', 'a.check.cjs::alone (y)'] },
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 0 });
    expect(await listCases(run)).toEqual(['P a.check.cjs::alone (y)', 'P a.check.cjs::suite › flaky [1]']);
  });
});
