/** What the command line ends with when something comes between it and its outputs. */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readdirSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFolder, writeReport } from '../helpers/folder.ts';
import { runCli, slipOnce } from '../helpers/run-cli.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const PASS = writeReport([{ name: 'a' }]);
const FAIL = writeReport([{ name: 'a', code: 'F' }]);
const STABLE = { 'in/results-1.xml': PASS, 'in/results-2.xml': PASS };
const FAILING = { 'in/results-1.xml': FAIL, 'in/results-2.xml': FAIL };
const NOTHING = { 'in/results-1.xml': '<html/>' };

/** The folder for results can be made and written, but in the place of one file is a folder. */
function block(files: Readonly<Record<string, string>>, name: string): string {
  const cwd = makeFolder(files);
  mkdirSync(join(cwd, 'stability-report', name), { recursive: true });
  return cwd;
}

describe('a report that cannot be written', () => {
  it.each([
    ['a night that passes', STABLE, 4],
    ['a night that fails', FAILING, 4],
    ['no evidence', NOTHING, 3],
  ])('with %s is told with its name and the reason, and the rest is done', async (_, files, code) => {
    const cwd = block(files, 'report.html');
    const result = await runCli(['report', 'in', '--formats', 'md,html,json'], cwd);
    expect(result.code).toBe(code);
    expect(result.stderr).toMatch(
      /^focus-stability: stability-report: report\.html could not be written: E\w+: [^/\n]+$/m,
    );
    expect(result.stdout).toContain('Evidence');
    expect(result.stdout).toContain('Report    stability-report/report.md\n          also .json\n');
    expect(readdirSync(join(cwd, 'stability-report')).sort()).toEqual([
      'report.html',
      'report.json',
      'report.md',
    ]);
  });

  it('is no reason to keep --json back, and --quiet says what is missing', async () => {
    const cwd = block(FAILING, 'report.md');
    const json = await runCli(['report', 'in', '--json', '--formats', 'md'], cwd);
    expect([json.code, JSON.parse(json.stdout)]).toEqual([
      4,
      expect.objectContaining({ headline: 'failing' }),
    ]);
    const quiet = await runCli(['report', 'in', '--quiet', '--formats', 'md'], cwd);
    expect([quiet.code, quiet.stdout]).toEqual([4, '']);
    expect(quiet.stderr).toMatch(
      /^focus-stability: stability-report: report\.md could not be written: .*\n$/,
    );
    const dry = await runCli(['report', 'in', '--dry-run', '--formats', 'md'], cwd);
    expect([dry.code, readdirSync(join(cwd, 'stability-report'))]).toEqual([1, ['report.md']]);
  });

  it('of a run ends it in the same way', async () => {
    const suite = `require('node:fs').writeFileSync(process.env.FOCUS_STABILITY_JUNIT, ${JSON.stringify(FAIL)});
      process.exitCode = 1;`;
    const cwd = block({ 'suite.cjs': suite }, 'report.html');
    const words = ['run', '--iterations', '2', '--', process.execPath, 'suite.cjs'];
    const { code, stdout, stderr } = await runCli(words, cwd);
    expect(code).toBe(4);
    expect(stderr).toContain('focus-stability: stability-report: report.html could not be written: ');
    expect(stdout).toContain('2 of 2 iterations complete');
    expect(existsSync(join(cwd, 'stability-report/report.json'))).toBe(true);
  });

  it.skipIf(process.platform === 'win32')(
    'because the disk is full leaves neither half a file nor a draft',
    async () => {
      const cwd = makeFolder(STABLE);
      // As a full disk: no file may be larger than 32 KiB. The page is.
      const shell = `ulimit -f 32; exec "$0" "$@"`;
      const words = [shell, process.execPath, CLI, 'report', 'in', '--formats', 'md,html,json'];
      const { code, stdout, stderr } = await start(cwd, { command: 'bash', words: ['-c', ...words] }).ended;
      expect(code).toBe(4);
      expect(stderr).toContain('report.html could not be written: EFBIG: file too large');
      expect(stdout).toContain('2 of 2 iterations complete');
      expect(readdirSync(join(cwd, 'stability-report')).sort()).toEqual(['report.json', 'report.md']);
    },
  );
});

describe('evidence of a run that cannot be kept', () => {
  const PASS_SUITE = `const fs = require('node:fs');
    fs.writeFileSync(process.env.FOCUS_STABILITY_JUNIT, ${JSON.stringify(PASS)});`;
  const RUN = ['run', '--iterations', '2', '--', process.execPath, 'suite.cjs'];
  const inTheWay = (path: string): string =>
    `${PASS_SUITE} fs.rmSync('${path}', { recursive: true, force: true }); fs.mkdirSync('${path}/x', { recursive: true });`;

  it.each([
    ['the note of an iteration', 'iteration-2/focus-stability.json', 'iteration 2: focus-stability.json'],
    ['what --resume needs', 'run.json', 'run.json'],
  ])('ends it with 4 after all iterations and a report: %s', async (_, path, name) => {
    const cwd = makeFolder({ 'suite.cjs': inTheWay(`stability-results/${path}`) });
    const { code, stdout, stderr } = await runCli(RUN, cwd);
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(new RegExp(`^focus-stability: ${name} could not be written: E`, 'm')),
    ]);
    expect(stdout).toContain('2 of 2 iterations complete');
  });

  it.skipIf(process.platform === 'win32')(
    'does not leave the suite alone when the disk is full: the rest of its output is lost',
    async () => {
      const loud = `${PASS_SUITE} console.log('x'.repeat(100_000)); console.log('over');`;
      const cwd = makeFolder({ 'suite.cjs': loud });
      const words = ['ulimit -f 64; exec "$0" "$@"', process.execPath, CLI, ...RUN];
      const { code, stdout, stderr } = await start(cwd, { command: 'bash', words: ['-c', ...words] }).ended;
      expect([code, stderr]).toEqual([
        4,
        expect.stringMatching(/^focus-stability: iteration 2: output\.log could not be written: EFBIG/m),
      ]);
      expect(stdout).toContain('2 of 2 iterations complete');
      expect(stdout).toContain('output.log could not be written: EFBIG');
    },
  );
});

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

interface Spawned {
  readonly command?: string;
  readonly words: readonly string[];
  readonly stdio?: StdioOptions;
}

function start(cwd: string, { command, words, stdio = ['ignore', 'pipe', 'pipe'] }: Spawned): Started {
  const child = spawn(command ?? process.execPath, command === undefined ? [CLI, ...words] : [...words], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '' },
    stdio,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return { child, ended };
}

/** Every write to it fails as on a full disk. */
const FULL = '/dev/full';

describe.skipIf(!existsSync(FULL))('a full disk', () => {
  const openFull = (): number => {
    const file = openSync(FULL, 'w');
    onTestFinished(() => closeSync(file));
    return file;
  };

  it.each([
    [['report', 'in', '--json']],
    [['report', 'in']],
    [['run', '--help']],
    [['serve', '--list-defects']],
  ])('behind standard output is no failed gate: %j', async (words) => {
    const { ended } = start(makeFolder(FAILING), { words, stdio: ['ignore', openFull(), 'pipe'] });
    const { code, stderr } = await ended;
    expect(code).toBe(4);
    expect(stderr).toMatch(/^focus-stability: standard output could not be written: ENOSPC: .*\n$/m);
  });

  it.each([
    ['passes', STABLE, 0],
    ['fails', FAILING, 1],
  ])('behind the remarks costs the remarks alone: a night that %s', async (_, files, code) => {
    const cwd = makeFolder(files);
    const { ended } = start(cwd, { words: ['report', 'in'], stdio: ['ignore', 'pipe', openFull()] });
    const result = await ended;
    expect([result.code, result.stdout]).toEqual([code, expect.stringContaining('Evidence')]);
  });
});

/** More than a pipe holds. */
const manyTests = (code: string, count: number): string =>
  writeReport(Array.from({ length: count }, (_, index) => ({ name: `test_${index}`, code })));

describe('a reader that goes away', () => {
  it.each([
    ['passes', 'P', 0],
    ['fails', 'F', 1],
  ])('does not change what is said of a night that %s', async (_, outcome, code) => {
    const report = manyTests(outcome, 2000);
    const cwd = makeFolder({ 'in/results-1.xml': report, 'in/results-2.xml': report });
    const { child, ended } = start(cwd, { words: ['report', 'in', '--json'] });
    child.stdout?.once('data', () => child.stdout?.destroy());
    const result = await ended;
    expect([result.code, result.stderr]).toEqual([code, expect.not.stringContaining('focus-stability:')]);
    expect(existsSync(join(cwd, 'stability-report/report.json'))).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl-C in the middle of a report', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends it with 130 and nothing written: %s',
    async (name) => {
      const report = manyTests('P', 50_000);
      const files = [1, 2, 3, 4].map((iteration) => [`in/results-${iteration}.xml`, report]);
      const cwd = makeFolder(Object.fromEntries(files));
      const { child, ended } = start(cwd, { words: ['report', 'in'] });
      // The list of what is about to be read.
      child.stderr?.once('data', () => child.kill(name));
      const { code, stdout, stderr } = await ended;
      expect([code, stdout]).toEqual([130, '']);
      expect(stderr).toMatch(/\nfocus-stability: stopped\n$/);
      expect(existsSync(join(cwd, 'stability-report'))).toBe(false);
    },
  );
});

describe('an error that nobody has caught', () => {
  it.each([
    ['thrown in a callback', "throw new Error('a slip')"],
    ['rejected', "Promise.reject(new Error('a slip'))"],
  ])('is internal, and no failed gate: %s', async (_, slip) => {
    const result = await runCli(['report', 'in'], makeFolder(STABLE), slipOnce(slip));
    expect(result.code).toBe(70);
    expect(result.stderr).toContain(
      'focus-stability: internal error, please report it with this text:\nError: a slip',
    );
  });
});
