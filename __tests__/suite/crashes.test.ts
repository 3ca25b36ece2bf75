import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { needs } from '../helpers/neighbours.ts';
import { listReport } from '../helpers/read-report.ts';
import { runFiles, suiteFile } from './run-files.ts';

const around = (name: string, body: string): string =>
  suiteFile(`
  test('before', () => {});
  test('${name}', async (t) => { ${body} });
  test('after', () => {});
`);

describe('a test that ends its own process', () => {
  it('by process.exit(0) is the only one without a result', async () => {
    const { outcomes, find, run } = await runFiles({ 'a.mjs': around('exits', 'process.exit(0);') });
    expect(outcomes).toEqual(['before: passed', 'exits: errored', 'after: passed']);
    expect(find('exits').failures).toMatchObject([
      { kind: 'error', type: 'DidNotFinish', message: 'did not finish: its process ended with exit code 0' },
    ]);
    expect(run.suites[0]?.processes).toBe(2);
  });

  it('by SIGKILL is told with what was printed, and what the test had said before', async () => {
    const body = `t.log('so far'); t.record('n', 3); console.log('last words'); await delay(100); process.kill(process.pid, 'SIGKILL');`;
    const { outcomes, find } = await runFiles({ 'a.mjs': around('kills', body) });
    expect(outcomes).toEqual(['before: passed', 'kills: errored', 'after: passed']);
    expect(find('kills')).toMatchObject({
      failures: [
        {
          message: 'did not finish: its process was ended by SIGKILL',
          text: expect.stringContaining('last words') as string,
        },
      ],
      log: 'so far',
      metrics: [{ name: 'n', value: 3 }],
    });
  });

  it('is told apart from those that ran beside it', async () => {
    const body = `
      test('exits', async () => { await delay(50); process.exit(3); });
      test('innocent', async () => { await delay(300); });
      test('later', () => {});`;
    const { outcomes } = await runFiles({ 'a.mjs': suiteFile(body, '{ concurrency: 2 }') });
    expect([...outcomes].sort()).toEqual(['exits: errored', 'innocent: passed', 'later: passed']);
  });

  it('shares the blame when nobody can know which it was', async () => {
    const body = `
      test('kills', async () => { await delay(50); process.kill(process.pid, 'SIGKILL'); await delay(5000); });
      test('beside', async () => { await delay(5000); });`;
    const { outcomes, find } = await runFiles({ 'a.mjs': suiteFile(body, '{ concurrency: 2 }') });
    expect([...outcomes].sort()).toEqual(['beside: errored', 'kills: errored']);
    expect(find('beside').failures[0]?.message).toBe(
      'did not finish: its process was ended by SIGKILL while 2 tests ran in it',
    );
  });

  it('gives a report that our reader understands', async () => {
    const { run } = await runFiles({ 'a.mjs': around('exits', 'process.exit(0);') });
    const report = await listReport(readFileSync(run.reports[0] ?? ''));
    expect(report.cases.map(({ id, code }) => `${id} ${code}`)).toEqual([
      'a.mjs::before P',
      'a.mjs::exits E',
      'a.mjs::after P',
    ]);
    expect(report.problems).toEqual([]);
    expect(report.facts.state).toBe('complete');
  });
});

describe('a test that goes on when its time is up', () => {
  it('with a loop that never waits is ended by force, and the rest runs', async () => {
    const body = `
      test('before', () => {});
      test('loops', { timeoutMs: 200 }, () => { for (;;); });
      test('after', () => {});`;
    const { outcomes, find } = await runFiles({ 'a.mjs': suiteFile(body) }, { graceMs: 200 });
    expect(outcomes).toEqual(['before: passed', 'loops: errored', 'after: passed']);
    expect(find('loops').failures[0]?.message).toBe(
      'did not finish: its process did not respond any more and was ended: perhaps a loop without await',
    );
  });

  it('with such a loop is found among several that ran', async () => {
    const body = `
      test('innocent', { timeoutMs: 3000 }, async () => { await delay(50); });
      test('loops', { timeoutMs: 3000 }, async () => { for (;;); });
      test('after', () => {});`;
    const files = { 'a.mjs': suiteFile(body, '{ concurrency: 2 }') };
    const { outcomes, run } = await runFiles(files, { graceMs: 200 });
    expect([...outcomes].sort()).toEqual(['after: passed', 'innocent: passed', 'loops: errored']);
    expect(run.suites[0]?.remarks).toEqual([
      'a process in which 2 tests ran did not respond any more: the rest ran one at a time',
    ]);
  });

  it('by ignoring its signal is errored; cleanup runs, and the rest gets a fresh process', async () => {
    const body = `
      const lines = new URL('lines.txt', import.meta.url);
      const shared = fixture({ per: 'suite' }, (f) => { f.defer(() => appendFileSync(lines, 'suite ' + process.pid + '\\n')); });
      test('ignores', { timeoutMs: 100 }, async (t) => { await t.use(shared); t.defer(() => appendFileSync(lines, 'test\\n')); await new Promise(() => {}); });
      test('after', async (t) => { await t.use(shared); });`;
    const { outcomes, find, folder } = await runFiles({ 'a.mjs': suiteFile(body) }, { graceMs: 2000 });
    expect(outcomes).toEqual(['ignores: errored', 'after: passed']);
    expect(find('ignores').failures).toEqual([
      {
        kind: 'error',
        type: 'TimedOut',
        message: 'did not finish within 100 ms, and went on after its signal was aborted',
        text: '',
      },
    ]);
    const written = readFileSync(join(folder, 'lines.txt'), 'utf8').trim().split('\n');
    expect(written.map((line) => line.split(' ')[0])).toEqual(['test', 'suite', 'suite']);
    expect(written[1]).not.toBe(written[2]);
  });

  it('but listens to its signal shares its process with the rest', async () => {
    const body = `
      test('waits', { timeoutMs: 100 }, async (t) => { await delay(60_000, null, { signal: t.signal }); });
      test('after', () => {});`;
    const { outcomes, find, run } = await runFiles({ 'a.mjs': suiteFile(body) });
    expect(outcomes).toEqual(['waits: errored', 'after: passed']);
    expect(find('waits').failures).toEqual([
      { kind: 'error', type: 'TimedOut', message: 'did not finish within 100 ms', text: '' },
    ]);
    expect(run.suites[0]?.processes).toBe(1);
  });
});

describe('errors that nobody catches', () => {
  it('belong to the test whose code caused them', async () => {
    const body = `
      test('rejects', async () => { void Promise.reject(new Error('lost')); await delay(20); });
      test('throws later', async () => { setTimeout(() => { throw new TypeError('from a timer'); }, 5); await delay(100); });
      test('innocent', async () => { await delay(150); });`;
    const { outcomes, find } = await runFiles({ 'a.mjs': suiteFile(body, '{ concurrency: 3 }') });
    expect([...outcomes].sort()).toEqual(['innocent: passed', 'rejects: errored', 'throws later: errored']);
    expect(find('rejects').failures[0]?.message).toBe('unhandled rejection: lost');
    expect(find('throws later').failures[0]).toMatchObject({
      type: 'TypeError',
      message: 'uncaught exception: from a timer',
    });
  });

  it('belong to the suite when their test has ended', async () => {
    const body = `
      test('leaves a timer', () => { setTimeout(() => { throw new Error('late'); }, 500); });
      test('runs then', async () => { await delay(1000); });`;
    const { outcomes, find } = await runFiles({ 'a.mjs': suiteFile(body) });
    expect(outcomes).toEqual(['leaves a timer: passed', 'runs then: passed', '(suite): errored']);
    expect(find('(suite)').failures[0]?.message).toBe(
      'uncaught exception after "a.mjs::leaves a timer" had ended: late',
    );
  });
});

describe('processes', () => {
  const isRunning = (mark: string): boolean =>
    execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).includes(mark);

  it.skipIf(process.platform === 'win32')(
    'are all gone, also those that a test has started',
    needs('ps'),
    async () => {
      const mark = `child-of-suite-${process.pid}-a`;
      const body = `
      test('spawns', async () => {
        const { spawn } = await import('node:child_process');
        spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '${mark}'], { stdio: 'inherit' });
      });`;
      const { outcomes } = await runFiles({ 'a.mjs': suiteFile(body) });
      expect(outcomes).toEqual(['spawns: passed']);
      expect(isRunning(mark)).toBe(false);
    },
  );
});
