import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { needs } from '../helpers/neighbours.ts';
import { PYTEST } from './python.ts';
import { isAlive, listCases, readPids, runSuite } from './run-suite.ts';

const MIXED = `import os, pytest
def test_ok(): pass
@pytest.mark.parametrize("v", ["a b", "x/y", "a::b", "<b>"])
def test_p(v): pass
class TestC:
    def test_f(self): assert 0, "boom"
    def test_s(self): pytest.skip("why not")
`;

describe('pytest', needs('pytest'), () => {
  it('is detected, reports to a place of ours, and says nothing more when all is well', async () => {
    const { run, problems, out } = await runSuite({
      files: { 'tests/test_a.py': 'def test_ok(): pass\n' },
      command: [PYTEST, 'tests'],
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 0 });
    expect(problems).toEqual([]);
    expect(run.reports).toEqual([join(out, 'iteration-1', 'junit.xml')]);
    expect(await listCases(run)).toEqual(['P tests.test_a::test_ok']);
  });

  it('may fail tests with exit code 1, which is no problem of the evidence', async () => {
    const { run, problems, events } = await runSuite({
      files: { 'tests/test_a.py': MIXED },
      command: [PYTEST, 'tests', '--junit-xml={junit}'],
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 1 });
    expect(problems).toEqual([]);
    const seen = events.flatMap((event) =>
      event.kind === 'test-seen' && event.outcome !== 'started' ? [`${event.outcome} ${event.id}`] : [],
    );
    expect(seen).toEqual([
      'passed tests.test_a::test_ok',
      'passed tests.test_a::test_p[a b]',
      'passed tests.test_a::test_p[x/y]',
      'passed tests.test_a::test_p[a::b]',
      'passed tests.test_a::test_p[<b>]',
      'failed tests.test_a.TestC::test_f',
      'skipped tests.test_a.TestC::test_s',
    ]);
  });

  it('keeps the cases of a suite that calls os._exit(3), the one it died in too', async () => {
    const { run, problems } = await runSuite({
      files: { 'tests/test_a.py': `${MIXED}def test_die(): os._exit(3)\ndef test_never(): pass\n` },
      command: [PYTEST, 'tests', '-v'],
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 3 });
    expect(problems).toEqual(['exit-code error', 'no-report error', 'did-not-finish error']);
    expect(await listCases(run)).toEqual([
      'E tests.test_a::test_die',
      'F tests.test_a.TestC::test_f',
      'P tests.test_a::test_ok',
      'P tests.test_a::test_p[<b>]',
      'P tests.test_a::test_p[a b]',
      'P tests.test_a::test_p[a::b]',
      'P tests.test_a::test_p[x/y]',
      'S tests.test_a.TestC::test_s',
    ]);
  });

  it('keeps the cases of a suite that is killed, also with -s and output of its own', async () => {
    const { run, problems } = await runSuite({
      files: {
        'test_a.py':
          'import os, signal\ndef test_talks(): print("hello")\ndef test_die():\n    print("last words", flush=True)\n    os.kill(os.getpid(), signal.SIGKILL)\n',
      },
      command: [PYTEST, '-v', '-s'],
    });
    expect(run.ending).toEqual({ kind: 'signalled', signal: 'SIGKILL' });
    expect(problems).toEqual(['killed error', 'no-report error', 'did-not-finish error']);
    expect(await listCases(run)).toEqual(['E test_a::test_die', 'P test_a::test_talks']);
    expect(run.outputTail).toContain('last words');
  });

  it.each(['count', 'times', 'classic'])(
    'follows a suite whose console_output_style is %s',
    async (style) => {
      const ini = `[pytest]\nconsole_output_style = ${style}\n`;
      const { run } = await runSuite({
        files: {
          'pytest.ini': ini,
          'test_a.py': 'import os\ndef test_ok(): pass\ndef test_die(): os._exit(9)\n',
        },
        command: [PYTEST],
      });
      expect(await listCases(run)).toEqual(['E test_a::test_die', 'P test_a::test_ok']);
      const { events } = await runSuite({
        files: { 'pytest.ini': ini, 'test_a.py': 'def test_a(): pass\ndef test_b(): assert 0\n' },
        command: [PYTEST, '-n', '2'],
      });
      const seen = events.flatMap((event) =>
        event.kind === 'test-seen' ? [`${event.outcome} ${event.id}`] : [],
      );
      expect(seen.sort()).toEqual([
        'failed test_a::test_b',
        'passed test_a::test_a',
        'started test_a::test_a',
        'started test_a::test_b',
      ]);
    },
  );

  it.each([
    ['-ra -q', []],
    ['-qq', ['-v']],
  ])('keeps the cases of a suite whose settings say %s', async (addopts, words) => {
    const { run } = await runSuite({
      files: {
        'pytest.ini': `[PYTEST]\naddopts = ${addopts}\n`,
        'test_a.py': 'import os\ndef test_ok(): pass\ndef test_die(): os._exit(9)\n',
      },
      command: [PYTEST, ...words],
    });
    expect(await listCases(run)).toEqual(['E test_a::test_die', 'P test_a::test_ok']);
  });

  it('keeps the test that one of two sessions died in, although the other one reported', async () => {
    const session = (name: string) =>
      `'${PYTEST}' -v ${name} --junit-xml="$FOCUS_STABILITY_OUT/${name}.xml"\n`;
    const files = {
      'a/test_a.py': 'def test_a(): pass\n',
      'b/test_b.py': 'import os\ndef test_b(): pass\ndef test_die(): os._exit(0)\n',
    };
    for (const order of ['ab', 'ba']) {
      const { run, problems } = await runSuite({
        files: { ...files, 'all.sh': [...order].map(session).join('') },
        command: ['sh', 'all.sh'],
        options: { preset: 'pytest' },
      });
      expect(run.ending).toEqual({ kind: 'exited', code: 0 });
      expect(problems).toEqual(['did-not-finish error', 'output-after-report warning']);
      expect(await listCases(run)).toEqual(['E b.test_b::test_die', 'P a.test_a::test_a']);
    }
  });

  it('takes no test for unfinished that the report names with other folders, or that an orderly end left open', async () => {
    const report = `<testsuites><testcase classname="t.test_a" name="test_a"/><testcase classname="pre.t.test_b" name="test_b"/></testsuites>`;
    const suite = (end: string) => ({
      'suite.cjs': `require('node:fs').writeFileSync(process.env.FOCUS_STABILITY_JUNIT, ${JSON.stringify(report)});
        console.log('t/test_a.py::test_a PASSED\\nt/test_b.py::test_b \\nt/test_c.py::test_c ');
        ${end}`,
    });
    const setup = { command: [process.execPath, 'suite.cjs'], options: { preset: 'pytest' } };
    const cut = await runSuite({ files: suite(''), ...setup });
    expect(await listCases(cut.run)).toEqual([
      'E t.test_c::test_c',
      'P pre.t.test_b::test_b',
      'P t.test_a::test_a',
    ]);
    const whole = await runSuite({ files: suite("console.log('=== 1 passed in 0.10s ===')"), ...setup });
    expect(await listCases(whole.run)).toEqual(['P pre.t.test_b::test_b', 'P t.test_a::test_a']);
  });

  it('stops with xdist at the first failure without blaming the tests of other workers', async () => {
    const { run } = await runSuite({
      files: {
        'test_a.py': `import pytest
@pytest.mark.parametrize("v", range(8))
def test_p(v): assert v
`,
      },
      command: [PYTEST, '-x', '-n', '2'],
    });
    expect((await listCases(run)).filter((line) => line.startsWith('E'))).toEqual([]);
    expect(run.reports).toHaveLength(1);
  });

  it('tells a session that ended before its tests from one that failed', async () => {
    const { run, problems } = await runSuite({
      files: {
        'conftest.py':
          'import pytest\ndef pytest_configure(config): pytest.exit("health check", returncode=1)\n',
        'test_a.py': 'def test_a(): pass\n',
      },
      command: [PYTEST],
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 1 });
    expect(problems).toEqual(['no-report error']);
    expect(run.problems[0]?.message).toBe('the command exited with 1 and left no JUnit file');
  });

  it.each([
    [2, 'pytest was interrupted', { 'test_a.py': 'import missing_module\n' }, []],
    [4, 'does not understand', { 'test_a.py': 'def test_a(): pass\n' }, ['--no-such-option']],
    [5, 'no tests were collected', { 'test_a.py': 'x = 1\n' }, []],
  ])('explains exit code %i', async (code, text, files, more) => {
    const { run } = await runSuite({ files, command: [PYTEST, ...more] });
    expect(run.ending).toEqual({ kind: 'exited', code });
    expect(run.problems.find((problem) => problem.code === 'exit-code')?.message).toContain(text);
  });

  it('says that a failing suite with exit code 0 hides failures', async () => {
    const { problems } = await runSuite({
      files: {
        'conftest.py': 'def pytest_sessionfinish(session): session.exitstatus = 0\n',
        'test_a.py': 'def test_a(): assert 0\n',
      },
      command: [PYTEST],
    });
    expect(problems).toEqual(['exit-code warning']);
  });

  it('ends a hanging suite with all its workers, and keeps what they did', async () => {
    const { run, folder, problems } = await runSuite({
      files: {
        'test_a.py': `import os, signal, time, pytest
@pytest.fixture(autouse=True)
def pid():
    open("pids", "a").write(f"{os.getpid()}\\n")
def test_ok(): pass
def test_hangs():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    open("hanging", "w").close()
    while True: time.sleep(1)
`,
      },
      command: [PYTEST, '-v', '-n', '2'],
      options: { timeoutMs: 12_000, graceMs: 200 },
    });
    expect(run.ending).toEqual({ kind: 'timed-out', afterMs: 12_000 });
    expect(existsSync(join(folder, 'hanging'))).toBe(true);
    expect(problems).toEqual(['timed-out error', 'no-report error', 'did-not-finish error']);
    expect(await listCases(run)).toEqual(['E test_a::test_hangs', 'P test_a::test_ok']);
    const pids = readPids(join(folder, 'pids'));
    expect(pids.length).toBeGreaterThan(1);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('leaves a crash of one worker to the report of xdist', async () => {
    const { run, problems } = await runSuite({
      files: {
        'test_a.py': 'import os\ndef test_a(): pass\ndef test_die(): os._exit(9)\ndef test_z(): pass\n',
      },
      command: [PYTEST, '-v', '-n', '2'],
    });
    expect(run.ending).toEqual({ kind: 'exited', code: 1 });
    expect(problems).toEqual([]);
    expect(await listCases(run)).toHaveLength(3);
  });

  it('names tests from the root of the suite, wherever it is started', async () => {
    const { run } = await runSuite({
      files: {
        'pytest.ini': '[pytest]\n',
        'tests/deep/test_a.py': 'import os\ndef test_ok(): pass\ndef test_die(): os._exit(9)\n',
        'tests/run.sh': `cd deep && exec '${PYTEST}' -v\n`,
      },
      command: ['sh', 'tests/run.sh'],
      options: { preset: 'none' },
    });
    expect(run.ending.kind).toBe('exited');
    const { run: inside } = await runSuite({
      files: {
        'pytest.ini': '[pytest]\n',
        'tests/deep/test_a.py': 'import os\ndef test_ok(): pass\ndef test_die(): os._exit(9)\n',
      },
      command: [PYTEST, '-v', 'tests/deep/test_a.py'],
    });
    expect(await listCases(inside)).toEqual([
      'E tests.deep.test_a::test_die',
      'P tests.deep.test_a::test_ok',
    ]);
  });

  it('runs chosen tests only', async () => {
    const { run } = await runSuite({
      files: { 'tests/test_a.py': MIXED, 'tests/test_b.py': 'def test_b(): pass\n' },
      command: [PYTEST, 'tests', '-v'],
      task: { only: ['tests.test_a.TestC::test_f', 'tests.test_a::test_p[a::b]'] },
    });
    expect(await listCases(run)).toEqual(['F tests.test_a.TestC::test_f', 'P tests.test_a::test_p[a::b]']);
  });

  it('reads a report the command names itself, and never one of an earlier run', async () => {
    const files = { 'test_a.py': 'def test_a(): pass\n', 'results.xml': '<testsuites/>' };
    const fresh = await runSuite({ files, command: [PYTEST, '--junit-xml=results.xml'] });
    expect(fresh.run.reports).toEqual([join(fresh.out, 'iteration-1', 'reports', '1-results.xml')]);
    expect(readFileSync(fresh.run.reports[0] ?? '', 'utf8')).toContain('test_a');
    const stale = await runSuite({ files, command: [PYTEST, '--junit-xml=results.xml', '--no-such-option'] });
    expect(stale.run.reports).toEqual([]);
    expect(stale.problems).toEqual(['exit-code error', 'stale-report error']);
  });

  it('keeps no secret that a test prints and compares, in no file, and reads the same tests', async () => {
    const { run, problems, out } = await runSuite({
      files: {
        'test_a.py': `import os, pytest
SECRET = os.environ["API_TOKEN"]
@pytest.mark.parametrize("token", [SECRET])
def test_leaks(token):
    print("token", token)
    assert token == "x"
`,
      },
      command: [PYTEST],
      environment: { API_TOKEN: 'tok<&>"en-123' },
    });
    expect(problems).toEqual([]);
    expect(await listCases(run)).toEqual(['F test_a::test_leaks[***]']);
    const kept = readdirSync(join(out, 'iteration-1'), { recursive: true, encoding: 'utf8' });
    expect(kept.sort()).toEqual(['focus-stability.json', 'junit.xml', 'output.log']);
    for (const name of kept)
      expect(readFileSync(join(out, 'iteration-1', name), 'utf8')).not.toMatch(/en-123/);
  });

  it('says when it cannot shuffle', async () => {
    const { problems } = await runSuite({
      files: { 'test_a.py': 'def test_a(): pass\n' },
      command: [PYTEST],
      options: { shuffle: true },
      // No plug-in, whatever is installed.
      environment: { PYTEST_DISABLE_PLUGIN_AUTOLOAD: '1' },
    });
    expect(problems).toEqual(['request-unmet note']);
  });
});
