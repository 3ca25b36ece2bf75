import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTION_SETTINGS } from '../../src/config/action-config.ts';
import { unzip } from '../collect/zip/reading.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { nightSuite, scriptSuite, type Files } from '../app/run/run-suite.ts';
import {
  act,
  type ActionResult,
  adviceOf,
  countOf,
  errorsOf,
  evidenceOf,
  expectKept,
  FLAKY,
  issuesOf,
  RUN,
  STABLE,
  startNight,
} from './stage.ts';

const COMMAND = `${process.execPath} suite.cjs`;

async function openTwin(): Promise<Twin> {
  const twin = await startTwin();
  twin.addRun({ id: RUN });
  return twin;
}

/** A step with `command: run` after a checkout of the suite. */
function runStep(
  twin: Twin,
  files: Files,
  inputs: Readonly<Record<string, string>> = {},
): Promise<ActionResult> {
  return act(twin, {
    inputs: { command: 'run', 'test-command': COMMAND, ...inputs },
    workspaceFiles: files,
  });
}

const namesOf = (twin: Twin): string[] => twin.world.artifacts.map(({ name }) => name).sort();

describe('command: run, all iterations in one job', () => {
  it('makes the same of them as of uploaded reports', async () => {
    await using twin = await openTwin();
    const result = await runStep(twin, nightSuite(FLAKY));
    await expectKept(twin, result);
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({
      verdict: 'flaky',
      gate: 'passed',
      'flaky-count': '1',
      'test-count': '3',
      'missing-iterations': '',
    });
    expect(result.summary).toContain('| `✓✗✓✓✓` | `tests.test_a::test_flaky` | 1/5 |');
    expect([...adviceOf(result), ...errorsOf(result)]).toEqual([]);
    expect(issuesOf(twin).map(({ title }) => title)).toEqual([
      'Stability alert: `nightly` on `main`',
      'Flaky test: `tests.test_a::test_flaky`',
    ]);
    expect(namesOf(twin)).toEqual(['stability-report']);
    expect(result.log).toContain(`Running 5 iterations: ${COMMAND}\n`);
    expect(result.log).toMatch(
      /^::group::iteration 2\/5 \(seed \d+\)\n::stop-commands::\w+\nsuite 2 of 5\n::\w+::\n::endgroup::\niteration 2\/5: \S+, exit code 1$/m,
    );
  });

  it('fails for a broken test and for an iteration that was killed', async () => {
    await using twin = await openTwin();
    const suite = scriptSuite(`if (n === 2) process.kill(process.pid, 'SIGKILL');
      report('<testsuites><testcase classname="s" name="a"><failure/></testcase></testsuites>'); process.exitCode = 1;`);
    const result = await runStep(twin, suite, { iterations: '4', parallel: '2' });
    await expectKept(twin, result);
    expect(result.exitCode).toBe(1);
    expect(result.outputs).toMatchObject({ gate: 'failed', 'failing-count': '1', 'missing-iterations': '2' });
    expect(evidenceOf(result)).toContain('iteration 2 missing: the command was ended by SIGKILL');
  });

  it('gives the suite none of its own inputs and keys, and masks them in what it keeps', async () => {
    await using twin = await openTwin();
    const suite =
      scriptSuite(`const own = Object.keys(process.env).filter((name) => /^(INPUT_|ACTIONS_)/.test(name));
      console.log('own variables: ' + own.join(' '));
      console.log('guessed: ' + '${twin.token.slice(0, 8)}' + '${twin.token.slice(8)}');
      console.log(['CI', 'GITHUB_SHA', 'FOCUS_STABILITY_ITERATION'].filter((name) => name in process.env).join(' '));
      report('<testsuites><testcase classname="s" name="a"/></testsuites>');`);
    const result = await runStep(twin, suite, { iterations: '1' });
    const kept = readFileSync(join(result.workspace, 'stability-results/iteration-1/output.log'), 'utf8');
    expect(kept).toBe('own variables: \nguessed: ***\nCI GITHUB_SHA FOCUS_STABILITY_ITERATION\n');
  });

  it('lets a shell run it when asked', async () => {
    await using twin = await openTwin();
    const result = await runStep(twin, nightSuite({ a: 'P' }), {
      shell: 'true',
      iterations: '1',
      'test-command': `echo before; "${process.execPath}" suite.cjs | tr s z`,
    });
    expect(result.log).toContain('\nbefore\nzuite 1 of 1\n');
    expect(result.outputs).toMatchObject({ 'test-count': '1' });
  });
});

describe('command: run, one leg of a matrix', () => {
  const leg = (twin: Twin, iteration: number, files: Files, inputs = {}): Promise<ActionResult> =>
    runStep(twin, files, { iteration: `${iteration}`, ...inputs });

  it('uploads what its iteration left, and publishes nothing', async () => {
    await using twin = await openTwin();
    const result = await leg(twin, 3, nightSuite(STABLE));
    expect([result.exitCode, ...errorsOf(result), ...adviceOf(result)]).toEqual([0]);
    expect(namesOf(twin)).toEqual(['test-results-3']);
    const files = await unzip(twin.readArtifact('test-results-3') ?? new Uint8Array());
    expect([...files.keys()].sort()).toEqual(['focus-stability.json', 'junit.xml', 'output.log']);
    expect(files.get('junit.xml')?.toString()).toContain('test_a');
    expect([result.summary, result.outputs, issuesOf(twin)]).toEqual(['', {}, []]);
    expect(countOf(twin, 'issues/create')).toBe(0);
    twin.assertNoViolations();
  });

  it('feeds the report over all legs, which knows how each of them ended', async () => {
    await using twin = await openTwin();
    const suite = nightSuite({ test_a: 'PPPP', test_b: 'PPFF' });
    const killed = scriptSuite("console.log('out of memory'); process.kill(process.pid, 'SIGKILL');");
    const results = [
      await leg(twin, 1, suite),
      await leg(twin, 2, killed),
      await leg(twin, 3, suite),
      await leg(twin, 4, {}, { 'test-command': 'no-such-command' }),
    ];
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 3, 0, 3]);
    expect(errorsOf(results[1] as ActionResult)).toEqual([
      expect.stringMatching(/^no evidence: the command was ended by SIGKILL → /),
    ]);
    expect(errorsOf(results[3] as ActionResult)).toEqual([
      expect.stringMatching(
        /^no evidence: the command could not be started: there is no program no-such-command/,
      ),
    ]);
    expect(namesOf(twin)).toEqual([1, 2, 3, 4].map((number) => `test-results-${number}`));
    const evidence = await unzip(twin.readArtifact('test-results-2') ?? new Uint8Array());
    expect(evidence.get('output.log')?.toString()).toBe('out of memory\n');

    const report = await act(twin, { inputs: { issues: 'off', alert: 'off' } });
    await expectKept(twin, report);
    expect(report.exitCode).toBe(1);
    expect(report.outputs).toMatchObject({ gate: 'failed', 'missing-iterations': '2,4', 'test-count': '2' });
    expect(evidenceOf(report)).toContain('2 of 4 iterations complete (iterations 2 and 4 are missing)');
    expect(evidenceOf(report)).toContain('iteration 2 missing: the command was ended by SIGKILL');
    expect(report.summary).toContain('the command was ended by SIGKILL');
    expect(report.summary).toContain('there is no program no-such-command on the PATH');
    expect(report.summary).toContain('`✓·✗·`');
  });

  it('takes another name for its artifact', async () => {
    await using twin = await openTwin();
    const result = await leg(twin, 2, nightSuite(STABLE), { 'results-artifact': 'nightly-linux' });
    expect(result.exitCode).toBe(0);
    expect(namesOf(twin)).toEqual(['nightly-linux-2']);
  });

  it('has the same seed as the other legs of its run', async () => {
    await using twin = await openTwin();
    const seeds = [];
    for (const iteration of [1, 2]) {
      const { log } = await leg(twin, iteration, nightSuite(STABLE), { 'dry-run': 'true' });
      seeds.push(/, seed (\d+), /.exec(log)?.[1]);
    }
    expect(seeds[0]).toMatch(/^\d+$/);
    expect(seeds[1]).toBe(seeds[0]);
  });
});

describe('a wrong input ends with 2 before anything is run or asked', () => {
  it.each([
    [{ 'test-command': '' }, 'command: run needs test-command: pytest, or suite: focus-server'],
    [{ 'test-command': `'' suite.cjs` }, `test-command names no program: "'' suite.cjs"`],
    [{ 'test-command': "node 'suite.cjs" }, `test-command has a quote without an end: "node 'suite.cjs"`],
    [{ command: 'report' }, 'test-command needs command: run'],
    [{ command: 'launch' }, 'command must be one of report, run, not "launch"'],
    [{ iteration: '9' }, 'iteration must be 1 to 5 (iterations), not 9'],
    [{ iteration: '1', parallel: '2' }, 'iteration runs one iteration and cannot be combined with parallel'],
    [{ out: 'suite.cjs' }, 'out: suite.cjs: it is a file; give a directory'],
    [{ preset: 'nose' }, 'preset must be one of auto, none, pytest, '],
    [{ timeout: 'soon' }, 'timeout must be a time such as 90s'],
    [{ shuffle: 'yes' }, 'shuffle must be true or false, not "yes"'],
    [{ 'only-flaky': 'none.json' }, 'only-flaky: none.json: ENOENT'],
    [{ 'until-power': '2' }, 'until-power must be a number between 0 and 1, such as 0.95, not "2"'],
  ])('%o', async (inputs, text) => {
    await using twin = await openTwin();
    const result = await runStep(twin, nightSuite(STABLE), inputs);
    expect(result.exitCode).toBe(2);
    expect(errorsOf(result)).toEqual([expect.stringContaining(text)]);
    expect(twin.requests).toEqual([]);
    expect(result.log).not.toContain('iteration 1/');
  });

  it('told all at once, in one annotation', async () => {
    await using twin = await openTwin();
    const result = await runStep(twin, nightSuite(STABLE), {
      'fail-on': 'flakey',
      'max-flaky': 'x',
      formats: 'pdf',
      comment: 'never',
      issues: 'maybe',
      'deadline-minutes': '0',
      'dry-run': '1',
      iterations: 'five',
      isolate: 'vm',
      timeout: '90',
    });
    expect(result.exitCode).toBe(2);
    const [error = '', ...more] = errorsOf(result);
    expect(more).toEqual([]);
    expect(error.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'deadline-minutes',
      'fail-on',
      'max-flaky',
      'formats',
      'dry-run',
      'comment',
      'issues',
      'iterations',
      'isolate',
      'timeout',
    ]);
    expect(error).not.toContain('--');
    expect(twin.requests).toEqual([]);

    const places = { out: 'suite.cjs', 'output-dir': 'suite.cjs/x', previous: 'none.json' };
    const [misplaced = ''] = errorsOf(await runStep(twin, nightSuite(STABLE), places));
    expect(misplaced.split('\n').map((line) => line.split(':')[0])).toEqual([
      'out',
      'output-dir',
      'previous',
    ]);
  });
});

describe('advice about settings', () => {
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'limits of time',
      { 'test-command': 'sleep 60', timeout: '1s', 'max-minutes': '0.000001' },
      /allow more time with timeout.*allow more time with max-minutes/is,
    ],
    ['the form of reports', { 'test-command': 'node -e 1' }, /or name a preset"/],
    ['places', { isolate: 'worktree', iterations: '1' }, /Check what out and isolate say/],
    ['placing', { command: 'report', 'test-command': '', paths: 'a/' }, /or give iteration-pattern/],
  ])('names inputs: %s', async (_, inputs, text) => {
    await using twin = await openTwin();
    const files = { ...nightSuite(STABLE), 'a/iteration-1.xml': '', 'a/other.xml': '' };
    const result = await runStep(twin, files, { iterations: '2', formats: 'json', ...inputs });
    expect(result.exitCode).toBe(3);
    const told = [...errorsOf(result), evidenceOf(result)].join('\n');
    expect(told).not.toContain('--');
    const report = readFileSync(join(result.workspace, 'stability-report/report.json'), 'utf8');
    expect(report).toMatch(text);
    expect(report).not.toMatch(/"advice":"[^"]*--/);
  });
});

describe('inputs that say nothing', () => {
  it('are those that are empty, all of them', async () => {
    await using twin = await startNight(STABLE);
    const empty = Object.fromEntries(ACTION_SETTINGS.map(({ name }) => [name, '']));
    const result = await act(twin, { inputs: empty });
    expect([result.exitCode, errorsOf(result)]).toEqual([0, []]);
    expect(result.log).toContain('5 of 5 iterations complete');
  });

  it('are told when nobody here knows them', async () => {
    await using twin = await startNight(STABLE);
    const result = await act(twin, { env: { INPUT_QUARANTINE: 'auto' } });
    expect(result.exitCode).toBe(0);
    expect(adviceOf(result)).toEqual([
      expect.stringContaining('has no input quarantine, so it does nothing'),
    ]);
  });
});
