import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';
import { needs } from '../helpers/neighbours.ts';
import { PYTEST, PYTEST_MODULE } from './python.ts';
import { isAlive, listCases, readPids, runSuite } from './run-suite.ts';

const MODULES = resolve(import.meta.dirname, '..', '..', 'node_modules');
const node = process.execPath;

function vitestFolder(files: Readonly<Record<string, string>>): string {
  const folder = makeFolder({ 'package.json': '{"type":"module"}', ...files });
  symlinkSync(MODULES, join(folder, 'node_modules'), 'junction');
  return folder;
}

describe('vitest', () => {
  const files = {
    'a.test.js': `import { expect, it, describe } from 'vitest';
      let tries = 0;
      describe('suite', () => { it('ok', () => {}); it('flaky', { retry: 0 }, () => { tries += 1; expect(tries).toBe(2); }); it.skip('not', () => {}); });`,
  };

  it('is extended by a JUnit report and read while it runs', async () => {
    const { run, problems, events } = await runSuite({
      folder: vitestFolder(files),
      command: [node, join(MODULES, 'vitest', 'vitest.mjs'), 'run'],
      options: { preset: 'vitest', isolate: 'none' },
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 1 });
    expect(problems).toEqual([]);
    expect(await listCases(run)).toEqual([
      'F a.test.js::suite > flaky',
      'P a.test.js::suite > ok',
      'S a.test.js::suite > not',
    ]);
    const seen = events.flatMap((event) =>
      event.kind === 'test-seen' ? [`${event.outcome} ${event.id}`] : [],
    );
    expect(seen.sort()).toEqual([
      'failed a.test.js::suite > flaky',
      'passed a.test.js::suite > ok',
      'skipped a.test.js::suite > not',
    ]);
  });

  it('runs a choice of tests in a seeded order', async () => {
    const { run } = await runSuite({
      folder: vitestFolder(files),
      command: [node, join(MODULES, 'vitest', 'vitest.mjs')],
      options: { preset: 'vitest', shuffle: true },
      task: { only: ['a.test.js::suite > ok'] },
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 0 });
    expect((await listCases(run)).filter((line) => line.startsWith('P'))).toEqual([
      'P a.test.js::suite > ok',
    ]);
    expect(run.outputTail).toContain('42');
  });
});

describe('node:test', () => {
  it('writes to {junit}', async () => {
    const { run, problems } = await runSuite({
      files: {
        'a.test.mjs': `import test from 'node:test'; test('ok', () => {}); test('bad', () => { throw 1; });`,
      },
      command: [node, '--test', '--test-reporter=junit', '--test-reporter-destination={junit}', 'a.test.mjs'],
    });
    expect(problems).toEqual([]);
    expect((await listCases(run)).map((line) => line.slice(0, 1))).toEqual(['F', 'P']);
  });
});

describe('bats', needs('bats'), () => {
  it('writes a report into {out}', async () => {
    const { run, problems } = await runSuite({
      files: { 'a.bats': '@test "ok" { true; }\n@test "bad" { false; }\n' },
      command: ['bats', '--report-formatter', 'junit', '--output', '{out}', 'a.bats'],
    });
    expect(problems).toEqual([]);
    expect(await listCases(run)).toEqual(['F a.bats::bad', 'P a.bats::ok']);
  });
});

describe('go test', needs('go', 'gotestsum'), () => {
  it('is run through gotestsum', async () => {
    const { run, problems, events } = await runSuite({
      files: {
        'b/b_test.go': 'package b\nimport "testing"\nfunc TestB(t *testing.T) {}\n',
        'go.mod': 'module example.com/a\n\ngo 1.19\n',
        'a_test.go':
          'package a\nimport "testing"\nfunc TestOk(t *testing.T) {}\nfunc TestBad(t *testing.T) { t.Fatal("no") }\n',
      },
      command: ['go', 'test', './...'],
      options: { shuffle: true },
      environment: { GOFLAGS: '-mod=mod', GO111MODULE: 'on' },
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 1 });
    expect(problems).toEqual([]);
    expect(await listCases(run)).toEqual([
      'F example.com/a::TestBad',
      'P example.com/a/b::TestB',
      'P example.com/a::TestOk',
    ]);
    const seen = events.flatMap((event) =>
      event.kind === 'test-seen' ? [`${event.outcome} ${event.id}`] : [],
    );
    expect(seen.sort()).toEqual([
      'failed example.com/a::TestBad',
      'passed example.com/a/b::TestB',
      'passed example.com/a::TestOk',
    ]);
  });
});

describe('pytest-rerunfailures', needs('pytest-rerunfailures'), () => {
  const files = {
    'test_a.py': `import os, pytest
TRIES = []
@pytest.mark.flaky(reruns=2)
def test_flaky():
    TRIES.append(1)
    assert len(TRIES) > 1
def test_dies():
    if os.environ.get("DIE"): os._exit(1)
`,
  };
  const command = PYTEST_MODULE;

  it('is switched off, so that it hides no flake', async () => {
    const { run, problems } = await runSuite({ files, command });
    expect(run.ending).toEqual({ kind: 'exited', code: 1 });
    expect(problems).toEqual([]);
    expect(await listCases(run)).toEqual(['F test_a::test_flaky', 'P test_a::test_dies']);
  });

  it('stays on when asked, and a try is not taken for the outcome of a test', async () => {
    const { run, problems, events } = await runSuite({
      files,
      command,
      options: { keepRetries: true },
      environment: { DIE: 'yes' },
    });
    expect(problems).toEqual(['no-report error', 'did-not-finish error']);
    expect(await listCases(run)).toEqual(['E test_a::test_dies', 'P test_a::test_flaky']);
    expect(events.filter((event) => event.kind === 'test-seen' && event.outcome === 'failed')).toEqual([]);
  });
});

describe('pytest-timeout', needs('pytest'), () => {
  const files = {
    'test_a.py': `import os, time
def test_ok(): pass
def test_hangs():
    with open("pids", "a") as file: file.write(f"{os.getpid()}\\n")
    time.sleep(600)
def test_last(): pass
`,
  };

  it('ends the process in the middle of a test: its cases are known all the same', async () => {
    const { run, problems, folder } = await runSuite({
      files,
      command: [PYTEST, '--timeout=1', '--timeout-method=thread'],
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 1 });
    expect(problems).toEqual(['no-report error', 'did-not-finish error']);
    expect(await listCases(run)).toEqual(['E test_a::test_hangs', 'P test_a::test_ok']);
    expect(run.outputTail).toContain('Timeout');
    expect(readPids(join(folder, 'pids')).filter(isAlive)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('fails the test and goes on', async () => {
    const { run, problems } = await runSuite({
      files,
      command: [PYTEST, '--timeout=1', '--timeout-method=signal'],
    });
    expect(problems).toEqual([]);
    expect(await listCases(run)).toEqual([
      'F test_a::test_hangs',
      'P test_a::test_last',
      'P test_a::test_ok',
    ]);
  });
});

describe('git worktree', () => {
  it('gives the iteration the last commit and is taken away again', async () => {
    const folder = makeFolder({
      'sub/a.test.mjs': `import test from 'node:test'; test('committed', () => {});`,
    });
    const git = (...words: string[]): string =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], {
        cwd: folder,
        encoding: 'utf8',
      });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'x');
    execFileSync(node, ['-e', 'require("fs").writeFileSync("sub/b.test.mjs", "throw 1")'], { cwd: folder });
    const { run, problems } = await runSuite({
      folder,
      command: [node, '--test', '--test-reporter=junit', '--test-reporter-destination={junit}'],
      options: { isolate: 'worktree', cwd: join(folder, 'sub') },
    });
    expect(problems).toEqual([]);
    expect((await listCases(run)).join()).toContain('committed');
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  });
});
