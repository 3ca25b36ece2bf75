import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, writeReport } from '../helpers/folder.ts';
import { nightOf } from '../helpers/night.ts';
import { runCli } from '../helpers/run-cli.ts';

/** A folder `in/` with one report per iteration. */
function folderOf(strips: Readonly<Record<string, string>>): string {
  return makeFolder(
    Object.fromEntries(
      nightOf(strips).map(({ iteration, content }) => [`in/test-results-${iteration}/junit.xml`, content]),
    ),
  );
}
const STABLE = { a: 'PPPPP', b: 'PPPPP' };
const FLAKY = { a: 'PPPPP', b: 'PPFPP' };
const FAILING = { a: 'PPPPP', b: 'FFFFF' };

describe('exit codes of report', () => {
  it.each<[string, Readonly<Record<string, string>>, string[], number]>([
    ['a stable night passes', STABLE, [], 0],
    ['a flaky test passes the default gate', FLAKY, [], 0],
    ['and fails --fail-on flaky', FLAKY, ['--fail-on', 'flaky'], 1],
    ['and --fail-on new-flaky without a previous report', FLAKY, ['--fail-on', 'new-flaky'], 1],
    ['and --max-flaky 0', FLAKY, ['--max-flaky', '0'], 1],
    ['a failing test fails', FAILING, [], 1],
    ['unless nothing is to fail', FAILING, ['--fail-on', 'none'], 0],
    ['a missing iteration fails', STABLE, ['--expected-iterations', '6'], 1],
    ['unless it is not to', STABLE, ['--expected-iterations', '6', '--fail-on', 'failing'], 0],
    ['too few iterations fail', STABLE, ['--min-iterations', '6'], 1],
  ])('%s', async (_, strips, words, code) => {
    const cwd = folderOf(strips);
    expect((await runCli(['report', 'in', '--quiet', ...words], cwd)).code).toBe(code);
  });

  it('are 2 for wrong usage, with a word about it and nothing written', async () => {
    const cwd = folderOf(STABLE);
    for (const words of [
      [],
      ['fly'],
      ['report'],
      ['report', 'in', '--fail-on', 'x'],
      ['report', 'in', '--previous', 'gone.json'],
    ]) {
      const { code, stderr, stdout } = await runCli(words, cwd);
      expect({ words, code, stdout }).toEqual({ words, code: 2, stdout: '' });
      expect(stderr).toMatch(/^focus-stability: .+\nSee focus-stability --help\n$/s);
    }
    expect(readdirSync(cwd)).toEqual(['in']);
  });

  it('are 3 without evidence', async () => {
    const cwd = makeFolder({
      'in/readme.md': '',
      'broken/results-1.xml': '<html/>',
      'empty/results-1.xml': '<testsuites/>',
    });
    for (const path of ['in', 'nowhere', 'broken', 'empty']) {
      const { code, stdout, stderr } = await runCli(['report', path, '--fail-on', 'none'], cwd);
      expect({ path, code }).toEqual({ path, code: 3 });
      expect(stdout + stderr).toMatch(/no report was found|not a JUnit report|no test case/);
    }
  });

  it('are 2 when the report has no place to go, in one message that says so before anything is read', async () => {
    const cwd = folderOf(STABLE);
    writeFileSync(join(cwd, 'taken'), 'a file where the folder should be');
    for (const [path, why] of [
      ['taken', 'taken: it is a file; give a directory that can be made and written'],
      ['taken/in', `taken/in: ${join(cwd, 'taken')} is a file; give a directory`],
      ['/proc/nowhere', '/proc/nowhere: nothing can be written in /proc'],
      ['', '--output-dir must not be empty'],
    ] as const) {
      const { code, stderr, stdout } = await runCli(['report', 'in', '--output-dir', path], cwd);
      expect({ path, code, stdout }).toEqual({ path, code: 2, stdout: '' });
      expect(stderr.split('\n')).toEqual([expect.stringContaining(why), 'See focus-stability --help', '']);
    }
    const dry = await runCli(['report', 'in', '--output-dir', 'taken', '--dry-run'], cwd);
    expect(dry.code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(['in', 'taken']);
  });
});

describe('what report writes', () => {
  const digest = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder)
        .sort()
        .map((name) => [
          name,
          createHash('sha256')
            .update(readFileSync(join(folder, name)))
            .digest('hex'),
        ]),
    );

  it('are three files, and six when all are asked for, the same bytes every time', async () => {
    const cwd = folderOf({ ...FLAKY, c: 'FFFFF', d: 'SSSSS', e: 'P-PRP' });
    await runCli(['report', 'in', '--output-dir', 'three'], cwd);
    await runCli(['report', 'in', '--formats', 'all', '--output-dir', 'one'], cwd);
    const again = ['--formats', 'all', '--output-dir', 'two'];
    await runCli(['report', 'in/test-results-*/junit.xml', ...again], cwd);
    const first = digest(join(cwd, 'one'));
    expect(Object.keys(first)).toEqual([
      'report.csv',
      'report.ctrf.json',
      'report.html',
      'report.json',
      'report.junit.xml',
      'report.md',
    ]);
    expect(digest(join(cwd, 'two'))).toEqual(first);
    expect(Object.keys(digest(join(cwd, 'three')))).toEqual(['report.html', 'report.json', 'report.md']);
  });

  it('is chosen by --formats and never read back as evidence', async () => {
    const cwd = folderOf(FLAKY);
    await runCli(['report', '.', '--formats', 'junit,md'], cwd);
    expect(readdirSync(join(cwd, 'stability-report')).sort()).toEqual(['report.junit.xml', 'report.md']);
    const { stderr } = await runCli(['report', '.', '--formats', 'md'], cwd);
    expect(stderr).not.toContain('stability-report');
  });

  it('is only listed by --dry-run', async () => {
    const cwd = folderOf(FLAKY);
    const { code, stderr } = await runCli(['report', 'in', '--dry-run'], cwd);
    expect(code).toBe(0);
    expect(stderr).toContain('would write stability-report/report.md');
    expect(readdirSync(cwd)).toEqual(['in']);
  });

  it('leaves the old file when a new one fails half-way', async () => {
    const cwd = folderOf(FLAKY);
    mkdirSync(join(cwd, 'out', 'report.md'), { recursive: true });
    const { code, stderr } = await runCli(
      ['report', 'in', '--output-dir', 'out', '--formats', 'md,csv'],
      cwd,
    );
    expect(code).toBe(4);
    expect(stderr).toContain('report.md');
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['report.csv', 'report.md']);
  });
});

describe('what report says', () => {
  it('shows the assignment, the summary and the paths, without colours in a pipe', async () => {
    const cwd = folderOf(FLAKY);
    const { stdout, stderr } = await runCli(['report', 'in'], cwd);
    expect(stderr).toContain('3: in/test-results-3/junit.xml');
    expect(stdout).toContain('✓✓✗✓✓');
    expect(stdout).toContain('stability-report/report.md');
    expect(stdout).not.toContain('\u001b');
    expect(stdout.split('\n').length).toBeLessThanOrEqual(25);
  });

  it('colours when forced, but never against NO_COLOR', async () => {
    const cwd = folderOf(FLAKY);
    expect((await runCli(['report', 'in', '--formats', 'md'], cwd, { FORCE_COLOR: '1' })).stdout).toContain(
      '\u001b[',
    );
    const both = await runCli(['report', 'in', '--formats', 'md'], cwd, { FORCE_COLOR: '1', NO_COLOR: '1' });
    expect(both.stdout).not.toContain('\u001b[');
  });

  it('is silent with --quiet and a document with --json', async () => {
    const cwd = folderOf(FLAKY);
    expect(await runCli(['report', 'in', '--quiet'], cwd)).toEqual({ code: 0, stdout: '', stderr: '' });
    const { stdout } = await runCli(['report', 'in', '--json', '--formats', 'json'], cwd);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, headline: 'flaky' });
    expect(stdout).toBe(readFileSync(join(cwd, 'stability-report', 'report.json'), 'utf8'));
  });

  it('has help and a version', async () => {
    const cwd = makeFolder({});
    const help = await runCli(['--help'], cwd);
    expect([help.code, help.stdout.includes('--expected-iterations')]).toEqual([0, true]);
    expect((await runCli(['--version'], cwd)).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('keeps what one bad file does not spoil', async () => {
    const cwd = folderOf(FLAKY);
    writeFileSync(join(cwd, 'in', 'test-results-2', 'junit.xml'), 'Segmentation fault (core dumped)');
    const { code, stdout } = await runCli(['report', 'in'], cwd);
    expect(code).toBe(1);
    expect(stdout).toContain('not a JUnit report');
    expect(stdout).toContain('✓·✗✓✓');
  });
});

describe('--previous', () => {
  it('makes flaky tests that were known before no news', async () => {
    const cwd = folderOf(FLAKY);
    const words = ['report', 'in', '--quiet', '--fail-on', 'new-flaky'];
    expect((await runCli([...words, '--output-dir', 'before'], cwd)).code).toBe(1);
    expect((await runCli([...words, '--previous', 'before/report.json'], cwd)).code).toBe(0);
    writeFileSync(
      join(cwd, 'in', 'test-results-1', 'junit.xml'),
      writeReport([{ name: 'a', code: 'F' }, { name: 'b' }]),
    );
    expect((await runCli([...words, '--previous', 'before/report.json'], cwd)).code).toBe(1);
  });

  it('refuses what is no report of ours', async () => {
    const cwd = folderOf(FLAKY);
    for (const [content, message] of [
      ['{', 'JSON'],
      ['{"schemaVersion": 99}', 'schema version 1'],
      ['[]', 'schema version 1'],
    ] as const) {
      writeFileSync(join(cwd, 'old.json'), content);
      const { code, stderr } = await runCli(['report', 'in', '--previous', 'old.json'], cwd);
      expect([code, stderr.includes(message)]).toEqual([2, true]);
    }
  });
});
