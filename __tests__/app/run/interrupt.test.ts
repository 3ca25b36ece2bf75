import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFolder } from '../../helpers/folder.ts';
import { isAlive, readPids } from '../../runner/run-suite.ts';
import {
  type Files,
  NODE,
  readLedger,
  readMessages,
  readStarted,
  readStrips,
  run,
  scriptSuite,
} from './run-suite.ts';

const CLI = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');

interface Started {
  readonly folder: string;
  readonly child: ChildProcess;
  /** Resolves when the text was written to standard error. */
  readonly shows: (text: string) => Promise<void>;
  /** Exit code and both streams. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

function start(files: Files, words: readonly string[]): Started {
  const folder = makeFolder(files);
  const child = spawn(process.execPath, [CLI, 'run', ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  const shows = async (text: string): Promise<void> => {
    while (!said.stderr.includes(text)) await once(child.stderr, 'data');
  };
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return { folder, child, shows, ended };
}

/** The second iteration and its child stay until they are ended. */
const HANGS = (stubborn: string): Files =>
  scriptSuite(`if (n === 2 && !fs.existsSync('go on')) {
      pid(process.pid);
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(`${stubborn} setInterval(() => {}, 1000); console.log('child')`)}], { stdio: ['ignore', 'pipe', 'ignore'] });
      pid(child.pid);
      ${stubborn}
      child.stdout.once('data', () => console.log('up'));
      setInterval(() => {}, 1000);
    } else report('<testsuites><testcase classname="s" name="a"/></testsuites>');`);

describe('Ctrl-C', () => {
  it('ends the suite and its children, reports what is there with 130, and --resume completes it', async () => {
    const { folder, child, shows, ended } = start(HANGS(''), [...NODE]);
    await shows('up');
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain('\nstopping; Ctrl-C again to stop at once\n');
    expect(stderr).toMatch(/^iteration 2\/5: \S+, interrupted$/m);
    expect(stderr).toContain(
      'Ended after 2 iterations, 4 not finished: stopped by Ctrl-C; continue with --resume\n',
    );
    const pids = readPids(join(folder, 'pids'));
    expect(pids).toHaveLength(2);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(stdout).toContain('1 of 5 iterations complete (iterations 2–5 are missing)');
    expect(readLedger(folder)).toEqual([
      '1 complete',
      '2 missing: interrupted, no-report',
      ...[3, 4, 5].map((iteration) => `${iteration} missing: missing-iteration`),
    ]);
    expect(readMessages(folder, 3)).toEqual(['iteration 3 was not run: the run was stopped before']);

    writeFileSync(join(folder, 'go on'), '');
    const rest = await run(folder, ['--resume', ...NODE]);
    expect(rest.code).toBe(0);
    expect(rest.stderr).toContain('  1 of 5 done before: 1\n');
    expect(readStarted(folder)).toEqual([1, 2, 2, 3, 4, 5]);
    expect(readStrips(folder)).toEqual({ a: 'PPPPP' });
    expect(existsSync(join(folder, 'stability-results/iteration-2/junit.xml'))).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'twice (%s) ends a suite at once that will not end',
    async (second) => {
      const stubborn = `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => console.log(name));`;
      const { folder, child, shows, ended } = start(HANGS(stubborn), ['--grace', '1h', ...NODE]);
      await shows('up');
      child.kill('SIGINT');
      // It got the message and stays.
      await shows('SIGINT');
      expect(readPids(join(folder, 'pids')).filter(isAlive)).toHaveLength(2);
      child.kill(second);
      const { code } = await ended;
      expect(code).toBe(130);
      expect(readPids(join(folder, 'pids')).filter(isAlive)).toEqual([]);
      expect(readLedger(folder)[0]).toBe('1 complete');
    },
  );

  it.skipIf(process.platform === 'win32')('as Ctrl-\\ ends a suite at once that will not end', async () => {
    const stubborn = `for (const name of ['SIGINT', 'SIGTERM', 'SIGQUIT']) process.on(name, () => {});`;
    const { folder, child, shows, ended } = start(HANGS(stubborn), ['--grace', '1h', ...NODE]);
    await shows('up');
    child.kill('SIGQUIT');
    expect((await ended).code).toBe(130);
    expect(readPids(join(folder, 'pids')).filter(isAlive)).toEqual([]);
    expect(readLedger(folder)[0]).toBe('1 complete');
  });

  it('blames no test for being stopped', async () => {
    const suite = scriptSuite(String.raw`console.log('tests/test_a.py::a PASSED [ 50%]');
      process.stdout.write('tests/test_a.py::b '); setInterval(() => {}, 1000);`);
    const { folder, child, shows, ended } = start(suite, ['--preset', 'pytest', ...NODE]);
    await shows('test_a.py::b ');
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(readStrips(folder)).toEqual({ a: 'P----' });
  });

  it('in the middle of a parallel run ends all that run', async () => {
    const suite = scriptSuite("pid(process.pid); console.log('up' + n); setInterval(() => {}, 1000);");
    const { folder, child, shows, ended } = start(suite, ['--parallel', '3', ...NODE]);
    await shows('up');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(130);
    expect(readPids(join(folder, 'pids')).filter(isAlive)).toEqual([]);
    expect(readStrips(folder)).toEqual({});
  });
});
