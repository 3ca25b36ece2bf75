import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  listFolder,
  NODE,
  nightSuite,
  readLedger,
  readMessages,
  readStarted,
  readStrips,
  run,
  scriptSuite,
} from './run-suite.ts';

const STABLE = { a: 'PPPPP', b: 'PPPPP' };

describe('five iterations', () => {
  it('make the report that the loop around the suite never made', async () => {
    const { code, stdout, stderr, folder } = await run(nightSuite({ ...STABLE, c: 'PPFPP' }), [...NODE]);
    expect(code).toBe(0);
    expect(readStrips(folder)).toEqual({ a: 'PPPPP', b: 'PPPPP', c: 'PPFPP' });
    expect(readLedger(folder)).toEqual([1, 2, 3, 4, 5].map((iteration) => `${iteration} complete`));
    expect(listFolder(join(folder, 'stability-report'))).toEqual(['report.html', 'report.json', 'report.md']);
    const own = ['focus-stability.json', 'junit.xml', 'output.log'];
    expect(listFolder(join(folder, 'stability-results'))).toEqual([
      ...[1, 2, 3, 4, 5].flatMap((iteration) => own.map((name) => `iteration-${iteration}/${name}`)),
      'run.json',
    ]);
    expect(readFileSync(join(folder, 'stability-results/iteration-2/output.log'), 'utf8')).toBe(
      'suite 2 of 5\n',
    );
    expect(stdout).toContain('1 test is flaky');
    expect(stdout).toContain('tests.test_a::c  1/5');
    const lines = stderr.trimEnd().split('\n').slice(2);
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^iteration 1\/5 \(seed \d+\)$/),
      'suite 1 of 5',
      expect.stringMatching(/^iteration 1\/5: \S+, exit code 0$/),
    ]);
    expect(lines).toHaveLength(15);
    expect(lines[8]).toMatch(/^iteration 3\/5: \S+, exit code 1$/);
  });

  it('end with 1 when a test is broken', async () => {
    const { code, stdout, folder } = await run(nightSuite({ ...STABLE, c: 'FFFFF' }), [...NODE]);
    expect(code).toBe(1);
    expect(stdout).toContain('1 test is failing');
    expect(readLedger(folder)).toEqual([1, 2, 3, 4, 5].map((iteration) => `${iteration} complete`));
  });

  it('end with 1 when one of them left nothing', async () => {
    const suite = nightSuite(STABLE);
    const { code, stdout, folder } = await run(suite, [
      '--',
      process.execPath,
      '-e',
      "if (process.env.FOCUS_STABILITY_ITERATION !== '4') require('./suite.cjs')",
    ]);
    expect(code).toBe(1);
    expect(readLedger(folder)[3]).toBe('4 missing: no-report');
    expect(readMessages(folder, 4)).toEqual(['the command exited with 0 and left no JUnit file']);
    expect(stdout).toContain('4 of 5 iterations complete (iteration 4 is missing)');
  });

  it('end with 3 when none of them reported', async () => {
    const { code, stdout, folder } = await run(scriptSuite(''), [...NODE]);
    expect(code).toBe(3);
    expect(stdout).toContain('No test results to judge');
    expect(readLedger(folder)).toEqual([1, 2, 3, 4, 5].map((iteration) => `${iteration} missing: no-report`));
  });

  it('end after the first, with 3, when there is no such command', async () => {
    const { code, stderr, folder } = await run({}, ['--', 'no-such-command', '{junit}']);
    expect(code).toBe(3);
    expect(stderr).toContain(
      'iteration 1/5: 0.0s, not started: there is no program no-such-command on the PATH\n',
    );
    expect(stderr).toContain('Ended after 1 iteration, 5 not finished: the command could not be started\n');
    expect(readLedger(folder)).toEqual([
      '1 missing: not-started',
      ...[2, 3, 4, 5].map((iteration) => `${iteration} missing: missing-iteration`),
    ]);
    expect(readMessages(folder, 2)).toEqual(['iteration 2 was not run: the command cannot be started']);
  });

  it('are told why they cannot have a checkout of their own', async () => {
    const { code, folder } = await run(nightSuite(STABLE), ['--isolate', 'worktree', ...NODE], {
      GIT_CEILING_DIRECTORIES: '/',
      GIT_DIR: 'no-such-repository',
    });
    expect(code).toBe(3);
    expect(readMessages(folder, 1)[0]).toMatch(
      /^the folders of the iteration could not be made: .*not a git repository/,
    );
    expect(readStarted(folder)).toEqual([]);
  });
});

describe('what is left of an earlier run', () => {
  it('is never read as evidence of this one', async () => {
    const { folder } = await run(nightSuite({ a: 'PPPPP' }), [...NODE]);
    const second = await run(folder, ['--iterations', '2', ...NODE]);
    expect(second.code).toBe(0);
    expect(
      listFolder(join(folder, 'stability-results')).filter((path) => path.endsWith('junit.xml')),
    ).toEqual(['iteration-1/junit.xml', 'iteration-2/junit.xml']);
  });

  it('stays when it is not ours, and when a leg runs beside others', async () => {
    const suite = nightSuite({ a: 'PPP' });
    const { folder } = await run({ ...suite, 'stability-results/iteration-9/notes.txt': 'mine' }, [
      '--iteration',
      '1',
      '--iterations',
      '3',
      ...NODE,
    ]);
    await run(folder, ['--iteration', '2', '--iterations', '3', ...NODE]);
    expect(listFolder(join(folder, 'stability-results')).filter((path) => /junit|notes/.test(path))).toEqual([
      'iteration-1/junit.xml',
      'iteration-2/junit.xml',
      'iteration-9/notes.txt',
    ]);
  });
});

describe('what is printed', () => {
  it('is nothing with --quiet', async () => {
    const { code, stdout, stderr, folder } = await run(nightSuite({ a: 'FF' }), [
      '--quiet',
      '--iterations',
      '2',
      ...NODE,
    ]);
    expect([code, stdout, stderr]).toEqual([1, '', '']);
    expect(readStrips(folder)).toEqual({ a: 'FF' });
  });

  it('is the report as JSON with --json, whatever the suite prints', async () => {
    const { stdout, folder } = await run(nightSuite({ a: 'PF' }), ['--json', '--iterations', '2', ...NODE]);
    expect(stdout).toBe(readFileSync(join(folder, 'stability-report/report.json'), 'utf8'));
  });

  it('is only the plan with --dry-run, and nothing is run or written', async () => {
    const { code, stdout, stderr, folder } = await run(nightSuite({ a: 'P' }), [
      '--dry-run',
      '--seed',
      '42',
      ...NODE,
    ]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toBe(
      `Running 5 iterations: ${process.execPath} suite.cjs\n  no preset fits the command, seed 42, results in ${join(folder, 'stability-results')}\n`,
    );
    expect(listFolder(folder)).toEqual(['night/1.xml', 'suite.cjs']);
  });

  it('tells what a preset cannot do while a shell runs the command', async () => {
    const { stderr } = await run({}, ['--dry-run', '--shell', '--', 'pytest', '-v', '|', 'tee', 'log']);
    expect(stderr).toContain(
      '  preset pytest (told from the command) for reading the output only, because a shell runs the command, seed ',
    );
  });

  it('has no secrets, and neither has what is kept', async () => {
    const { stderr, folder } = await run(
      scriptSuite("console.log('a ' + process.env.DB_PASSWORD + ' b named-secret'); process.exitCode = 2;"),
      ['--iterations', '1', '--mask', 'named-secret', ...NODE],
      { DB_PASSWORD: 'hunter2-hunter2' },
    );
    expect(stderr).toContain('\na *** b ***\n');
    const results = join(folder, 'stability-results');
    const kept = listFolder(results).map((path) => readFileSync(join(results, path), 'utf8'));
    expect(kept.join('\n')).toContain('a *** b ***');
    const all = [...kept, stderr, readFileSync(join(folder, 'stability-report/report.json'), 'utf8')];
    for (const text of all) expect(text).not.toMatch(/hunter2/);
    expect(kept.filter((text) => text.includes('named-secret'))).toEqual([]);
  });

  it('shows and keeps the command without its secrets, and knows it again', async () => {
    const suite = scriptSuite(
      `if (process.argv[2] !== '--url=https://u:' + process.env.DB_PASSWORD + '@h') process.exit(7);
       report('<testsuites><testcase name="a"/></testsuites>')`,
    );
    const withSecret = (value: string) => [
      '--mask',
      'named-secret',
      ...NODE,
      `--url=https://u:${value}@h`,
      'named-secret',
    ];
    const environment = { DB_PASSWORD: 'hunter2-hunter2' };
    const words = ['--iterations', '1', ...withSecret('hunter2-hunter2')];
    const dry = await run({}, ['--dry-run', ...words], environment);
    const first = await run(suite, words, environment);
    const { folder } = first;
    const resumed = await run(folder, ['--resume', ...words], environment);
    const other = await run(folder, ['--resume', '--iterations', '1', ...withSecret('another-secret')], {
      DB_PASSWORD: 'another-secret',
    });
    for (const { stderr } of [dry, first, resumed])
      expect(stderr).toContain(` '--url=https://u:***@h' '***'\n`);
    expect([first.code, resumed.code, other.code]).toEqual([0, 0, 2]);
    expect(readStarted(folder)).toEqual([1]);
    expect(other.stderr).toContain('--resume: the secrets in the command were others');
    const kept = listFolder(folder).filter((path) => path !== 'suite.cjs');
    expect(kept).toContain('stability-results/run.json');
    const all = [
      ...kept.map((path) => readFileSync(join(folder, path), 'utf8')),
      ...[dry, first, resumed, other].map(({ stderr }) => stderr),
    ];
    for (const text of all) expect(text).not.toMatch(/hunter2|named-secret|another-secret/);
  });

  it('is folded in the log of a workflow, where the suite gives no commands', async () => {
    const { stderr } = await run(
      scriptSuite(
        "console.log('::error::not ours'); report('<testsuites><testcase name=\"a\"/></testsuites>')",
      ),
      ['--iterations', '2', ...NODE],
      { GITHUB_ACTIONS: 'true', GITHUB_RUN_ID: '77' },
    );
    const lines = stderr.trimEnd().split('\n').slice(2);
    const [, token = ''] = /^::stop-commands::(\w{32})$/.exec(lines[1] ?? '') ?? [];
    expect(token).not.toBe('');
    const group = (iteration: number): unknown[] => [
      expect.stringMatching(new RegExp(`^::group::iteration ${iteration}/2 \\(seed \\d+\\)$`)),
      `::stop-commands::${token}`,
      '::error::not ours',
      `::${token}::`,
      '::endgroup::',
      expect.stringMatching(new RegExp(`^iteration ${iteration}/2: \\S+, exit code 0$`)),
    ];
    expect(lines).toEqual([...group(1), ...group(2)]);
  });

  it('names the same seed in all legs of a workflow run', async () => {
    const seedOf = async (leg: string): Promise<string> => {
      const words = ['--iteration', leg, '--dry-run', ...NODE];
      const { stderr } = await run({}, words, { GITHUB_RUN_ID: '77' });
      return /seed \d+/.exec(stderr)?.[0] ?? '';
    };
    const [one, other] = [await seedOf('1'), await seedOf('4')];
    expect(one).toMatch(/^seed \d+$/);
    expect(other).toBe(one);
  });
});
