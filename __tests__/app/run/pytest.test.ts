import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../helpers/folder.ts';
import { needs } from '../../helpers/neighbours.ts';
import { PYTEST, PYTEST_MODULE } from '../../runner/python.ts';
import { listFolder, readLedger, readMessages, readReport, readStrips, run } from './run-suite.ts';

/** The user's own PATH finds pytest. */
const withPytest = (): Record<string, string> => ({
  PATH: `${dirname(PYTEST)}:${process.env['PATH'] ?? ''}`,
});

const SEED_SUITE = {
  'be_focus_server_tests/conftest.py': `import json, os, sys
def pytest_addoption(parser): parser.addoption("--env")
def pytest_configure(config):
    with open("argv", "a") as file: file.write(json.dumps([config.getoption("--env"), *sys.argv[1:]]) + "\\n")
`,
  'be_focus_server_tests/test_api.py': `import os
def test_configure(): pass
def test_stream(): assert os.environ["FOCUS_STABILITY_ITERATION"] != "2", "no frame in time"
`,
};
const SEED_COMMAND = 'pytest be_focus_server_tests/ --env kefar_saba -v --tb=short';

describe('the command that used to stand in a shell loop', needs('pytest'), () => {
  it.each(['{junit}', 'results-{iteration}.xml'])('runs unchanged, with --junit-xml=%s', async (place) => {
    const words = [...SEED_COMMAND.split(' '), `--junit-xml=${place}`];
    const { code, stdout, stderr, folder } = await run(SEED_SUITE, ['--', ...words], withPytest());
    expect(code).toBe(0);
    expect(stderr).toContain(
      `Running 5 iterations: ${SEED_COMMAND} --junit-xml=${place}\n  preset pytest (told from the command), `,
    );
    expect(stderr).toMatch(/^iteration 2\/5: 1 passed, 1 failed, 0 skipped in \S+, exit code 1$/m);
    expect(stdout).toContain('be_focus_server_tests.test_api::test_stream  1/5');
    expect(readStrips(folder)).toEqual({ test_configure: 'PPPPP', test_stream: 'PFPPP' });
    expect(readLedger(folder)).toEqual([1, 2, 3, 4, 5].map((iteration) => `${iteration} complete`));
    const calls = readFileSync(join(folder, 'argv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as string[]);
    expect(calls).toHaveLength(5);
    for (const [env, ...given] of calls) {
      expect(env).toBe('kefar_saba');
      expect(given.slice(0, 5)).toEqual(words.slice(1, 6));
    }
    expect(listFolder(folder).filter((path) => path.includes('pytest_cache'))).toEqual([]);
  });
});

describe('a suite of pytest that dies', needs('pytest'), () => {
  it('still tells of each test, with the last lines of its output', async () => {
    const { code, folder } = await run(
      {
        'test_a.py': `import os
def test_first(): pass
def test_dies():
    if os.environ["FOCUS_STABILITY_ITERATION"] == "2":
        os.write(2, b"segfault ahead\\n")
        os._exit(139)
def test_last(): pass
`,
      },
      ['--iterations', '3', '--', 'pytest', '-s'],
      withPytest(),
    );
    expect(code).toBe(1);
    expect(readStrips(folder)).toEqual({ test_dies: 'PEP', test_first: 'PPP', test_last: 'P-P' });
    expect(readLedger(folder)[1]).toBe('2 incomplete: killed, no-report, did-not-finish, fewer-cases');
    const unfinished = readFileSync(join(folder, 'stability-results/iteration-2/unfinished.xml'), 'utf8');
    expect(unfinished).toContain('did not finish');
    expect(unfinished).toContain('segfault ahead');
  });
});

describe('--only-flaky', needs('pytest'), () => {
  it.each(['-ra', '--strict-markers'])('runs nothing besides, with %s before the files', async (option) => {
    const files = {
      'tests/test_a.py': `import os
def test_ok(): pass
def test_flaky(): assert os.environ["FOCUS_STABILITY_ITERATION"] != "2"
`,
    };
    const first = await run(files, ['--', 'pytest', option, 'tests'], withPytest());
    const words = ['--only-flaky', 'stability-report/report.json', '--iterations', '2', '--', 'pytest'];
    const again = await run(first.folder, [...words, option, 'tests'], withPytest());
    expect(readStrips(again.folder)).toEqual({ test_flaky: 'PF' });
    const output = readFileSync(join(first.folder, 'stability-results/iteration-1/output.log'), 'utf8');
    expect(output).toContain('collected 1 item');
  });

  it('repeats the suspected tests of a report, and no others', async () => {
    const files = {
      'tests/test_a.py': `import os
def test_ok(): pass
def test_flaky(): assert os.environ["FOCUS_STABILITY_ITERATION"] != "2"
class TestDeep:
    def test_other(self): assert os.environ["FOCUS_STABILITY_ITERATION"] != "3"
`,
      'tests/test_b.py': 'def test_b(): pass\n',
    };
    const first = await run(files, ['--', 'pytest', 'tests'], withPytest());
    expect(readStrips(first.folder)).toEqual({
      test_b: 'PPPPP',
      test_flaky: 'PFPPP',
      test_ok: 'PPPPP',
      test_other: 'PPFPP',
    });
    const again = await run(
      first.folder,
      ['--only-flaky', 'stability-report/report.json', '--iterations', '4', '--', 'pytest', 'tests'],
      withPytest(),
    );
    expect(again.stderr).toMatch(
      /^ {2}flaky: tests\.test_a::test_flaky, shown with a probability of \d+ %$/m,
    );
    expect(readStrips(again.folder)).toEqual({ test_flaky: 'PFPP', test_other: 'PPFP' });
    const stable = await run(
      { 'report.json': JSON.stringify({ ...readReport(first.folder), tests: [] }) },
      ['--only-flaky', 'report.json', '--', 'pytest'],
      withPytest(),
    );
    expect(stable.code).toBe(2);
    expect(stable.stderr).toContain('no test is flaky or suspect there, so there is nothing to repeat');
  });
});

describe('--bisect-order', needs('pytest'), () => {
  it('refuses a command whose files may be the value of an option', async () => {
    const words = ['--bisect-order', 'tests.test_a::test_a', '--', 'pytest', '--env', 'tests'];
    const { code, stderr } = await run({ 'tests/test_a.py': 'def test_a(): pass\n' }, words);
    expect(code).toBe(2);
    expect(stderr).toContain(
      '--bisect-order must know all words that name tests: whether tests is a value of --env',
    );
  });

  const POLLUTED = {
    'tests/test_a.py': `STATE = []
def test_one(): pass
def test_two(): pass
def test_pollutes(): STATE.append(1)
def test_three(): pass
class TestB:
    def test_four(self): pass
    def test_victim(self): assert not STATE, "polluted"
    def test_five(self): pass
`,
  };
  const VICTIM = 'tests.test_a.TestB::test_victim';

  it('finds the polluter and prints a command that shows it', async () => {
    const words = ['--bisect-order', VICTIM, '--', 'pytest', 'tests', '--junit-xml={junit}'];
    const { code, stdout, stderr, folder } = await run(POLLUTED, words, withPytest());
    expect(stderr).toContain(`Looking for the tests that make ${VICTIM} fail: pytest tests`);
    expect(stdout).toContain(`${VICTIM} fails after this test (`);
    expect(stdout).toContain('\n  tests.test_a::test_pollutes\n');
    expect(code).toBe(0);
    const [, command = ''] = /^To see it:\n {2}(.*)$/m.exec(stdout) ?? [];
    expect(command).toContain('tests/test_a.py::test_pollutes tests/test_a.py::TestB::test_victim');
    const shown = await promisify(execFile)('sh', ['-c', command], {
      cwd: folder,
      env: { ...process.env, ...withPytest() },
    }).then(
      () => 'passed',
      (error: { stdout: string }) => error.stdout,
    );
    expect(shown).toContain('polluted');
    expect(shown).toContain('1 failed, 1 passed');
    // What was run to find it is no evidence of the suite.
    expect(listFolder(join(folder, 'stability-results'))).toEqual([]);
  });

  it('works below the folder from which pytest names its tests, as does --only-flaky', async () => {
    const folder = makeFolder({ ...POLLUTED, 'pytest.ini': '[pytest]\n' });
    const tests = join(folder, 'tests');
    const words = ['--bisect-confirmations', '1', '--', 'pytest', '-rA', 'test_a.py'];
    const found = await run(tests, ['--bisect-order', VICTIM, ...words], withPytest());
    expect([found.code, found.stderr]).toEqual([0, expect.not.stringContaining('did not run')]);
    expect(found.stdout).toContain('\n  tests.test_a::test_pollutes\n');
    expect(found.stdout).toContain(' test_a.py::test_pollutes test_a.py::TestB::test_victim');
    const flaky = { id: VICTIM, verdict: 'flaky', median: 0.5, runs95: 2 };
    writeFileSync(join(tests, 'report.json'), JSON.stringify({ schemaVersion: 1, tests: [flaky] }));
    const again = await run(
      tests,
      ['--only-flaky', 'report.json', '--iterations', '2', '--', 'pytest', '.'],
      withPytest(),
    );
    expect(readStrips(again.folder)).toEqual({ test_victim: 'PP' });
  });

  it.each([
    [
      'cannot be found alone',
      'import pytest\ndef pytest_collection_modifyitems(items):\n    if len(items) < 2: pytest.exit("too few", returncode=4)\n',
      'did not run, which is no answer: pytest does not understand its command line',
    ],
    [
      'passes in a run that breaks',
      'def pytest_sessionfinish(session):\n    if session.testscollected < 2: session.exitstatus = 3\n',
      'ran in a pass that broke, which is no answer: an internal error of pytest or a plug-in',
    ],
  ])('takes no run for a pass in which the test %s', async (_, conftest, text) => {
    const words = ['--bisect-order', 'test_a::test_bad', '--', 'pytest'];
    const files = {
      'conftest.py': conftest,
      'test_a.py': 'S = []\ndef test_first(): S.append(1)\ndef test_bad(): assert not S\n',
    };
    const { code, stdout, stderr } = await run(files, words, withPytest());
    expect([code, stdout]).toEqual([5, '']);
    expect(stderr).toContain(`--bisect-order: test_a::test_bad ${text}; see `);
  });

  it('shows no secret of the command', async () => {
    const files = { ...POLLUTED, 'conftest.py': 'def pytest_addoption(parser): parser.addoption("--key")\n' };
    const words = ['--bisect-confirmations', '1', '--', 'pytest', '--key=hunter2-hunter2', 'tests'];
    const { stdout, stderr } = await run(files, ['--bisect-order', VICTIM, ...words], {
      ...withPytest(),
      API_KEY: 'hunter2-hunter2',
    });
    expect(stderr).toContain(`fail: pytest '--key=***' tests`);
    expect(stdout).toContain(`To see it:\n  pytest '--key=***' `);
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it('starts from the order of a report', async () => {
    const { folder } = await run(POLLUTED, ['--iterations', '1', '--', 'pytest', 'tests'], withPytest());
    const order = 'stability-results/iteration-1/junit.xml';
    const { code, stdout } = await run(
      folder,
      [
        '--bisect-order',
        VICTIM,
        '--order-from',
        order,
        '--bisect-confirmations',
        '1',
        '--',
        'pytest',
        'tests',
      ],
      withPytest(),
    );
    expect(code).toBe(0);
    expect(stdout).toContain('\n  tests.test_a::test_pollutes\n');
  });

  it('tells a test that fails alone, one that never fails, and one that is not there', async () => {
    const files = { 'test_a.py': 'def test_ok(): pass\ndef test_bad(): assert 0\n' };
    const bisect = (victim: string, ...more: string[]) =>
      run(
        files,
        ['--bisect-order', victim, '--bisect-confirmations', '1', ...more, '--', 'pytest'],
        withPytest(),
      );
    const alone = await bisect('test_a::test_bad');
    expect([alone.code, alone.stdout]).toEqual([
      0,
      'test_a::test_bad fails alone, in 1 of 1 run: its order is not the cause (1 run)\n',
    ]);
    const never = await bisect('test_a::test_ok', '--bisect-max-runs', '2');
    expect([never.code, never.stdout]).toEqual([
      5,
      'test_a::test_ok did not fail in 2 passes of the whole suite; --order-from takes the order of a report in which it did\n',
    ]);
    const unknown = await bisect('test_a::test_x');
    expect(unknown.code).toBe(5);
    expect(unknown.stderr).toContain('the suite reported 2 tests and none is called "test_a::test_x"');
  });

  const ORDER = (...names: readonly string[]): string =>
    `<testsuite>${names.map((name) => `<testcase classname="tests.test_a" name="${name}"/>`).join('')}</testsuite>`;
  const QUIET = 'tests.test_a::test_three';

  it.each<[what: string, victim: string, order: string, more: string[], code: number, text: string]>([
    ['passes now', QUIET, ORDER('test_one', 'test_three'), [], 5, 'did not fail again in the same order'],
    ['has no runs left', VICTIM, '', ['--bisect-max-runs', '3'], 5, 'the runs were used up before a result'],
    [
      'ran first',
      QUIET,
      ORDER('test_three', 'test_one'),
      [],
      5,
      'ran first, so no test can have polluted it',
    ],
    ['is not in the order', QUIET, ORDER('test_one'), [], 5, 'is not among the tests of that iteration'],
    ['has an order without tests', QUIET, ORDER(), [], 3, 'order.xml: there is no test in it'],
  ])('has no answer for a test that %s', async (_, victim, order, more, code, text) => {
    const from = order === '' ? [] : ['--order-from', 'order.xml'];
    const words = ['--bisect-order', victim, ...from, '--bisect-confirmations', '1', ...more];
    const files = { ...POLLUTED, 'order.xml': order };
    const result = await run(files, [...words, '--', 'pytest', 'tests'], withPytest());
    expect(result.code).toBe(code);
    expect(result.stdout + result.stderr).toContain(text);
  });

  it('ends with 130 when it is stopped', async () => {
    const stop =
      'import os, signal, time\ndef test_a():\n    os.kill(os.getppid(), signal.SIGINT)\n    time.sleep(60)\n';
    const words = ['--bisect-order', 'test_a::test_a', '--', 'pytest'];
    const { code, stdout } = await run({ 'test_a.py': stop }, words, withPytest());
    expect([code, stdout]).toEqual([130, 'stopped before test_a::test_a was seen to fail\n']);
  });
});

const PLUGINS = needs('pytest-random-order', 'pytest-rerunfailures');

describe('plug-ins of pytest', PLUGINS, () => {
  const pytestOf = PYTEST_MODULE;
  const ORDER = {
    'test_a.py': `import os, pytest
@pytest.mark.parametrize("v", range(12))
def test_p(v):
    with open("order-" + os.environ["FOCUS_STABILITY_ITERATION"], "a") as file: file.write(f"{v} ")
`,
  };
  const readOrders = (folder: string): string[] =>
    [1, 2, 3].map((iteration) => readFileSync(join(folder, `order-${iteration}`), 'utf8'));

  it('shuffle by a seed that is printed: the same seed, the same orders', async () => {
    const drawn = await run(ORDER, ['--shuffle', '--iterations', '3', '--', ...pytestOf]);
    expect(readLedger(drawn.folder)).toEqual(['1 complete', '2 complete', '3 complete']);
    const orders = readOrders(drawn.folder);
    expect(new Set(orders).size).toBe(3);
    const [, seed = ''] = /, seed (\d+), /.exec(drawn.stderr) ?? [];
    const again = await run(ORDER, ['--shuffle', '--seed', seed, '--iterations', '3', '--', ...pytestOf]);
    expect(readOrders(again.folder)).toEqual(orders);
    const plain = await run(ORDER, ['--iterations', '3', '--', ...pytestOf]);
    expect(readOrders(plain.folder)).toEqual(Array.from({ length: 3 }, () => '0 1 2 3 4 5 6 7 8 9 10 11 '));
  });

  const RETRIED = `import pytest
TRIES = []
@pytest.mark.flaky(reruns=3)
def test_flaky():
    TRIES.append(1)
    assert len(TRIES) > 1
def test_cache(cache): assert cache.get("us/seen", None) is None; cache.set("us/seen", 1)
`;

  it.each([
    'addopts = --strict-markers',
    'addopts = --reruns 2 --reruns-delay 0 --strict-markers --strict-config',
    'required_plugins = pytest-rerunfailures>=1',
    '',
  ])('do not hide flakes, marks included, with %s', async (settings) => {
    const files = { 'pytest.ini': `[pytest]\n${settings}\n`, 'test_a.py': RETRIED };
    const hidden = await run(files, ['--iterations', '2', '--keep-retries', '--', ...pytestOf]);
    expect(hidden.code).toBe(0);
    const words = ['--iterations', '2', '--fail-on', 'failing', '--', ...pytestOf];
    const { code, folder } = await run(files, words);
    expect(readStrips(folder)).toEqual({ test_cache: 'PP', test_flaky: 'FF' });
    expect(readLedger(folder)).toEqual(['1 complete', '2 complete']);
    expect(code).toBe(1);
  });

  it('that retry although nobody asked for it are told', async () => {
    const told = 'retries were on: flakiness is under-counted';
    const files = { 'test_a.py': RETRIED, 'all.sh': `${pytestOf.join(' ')} -v --junit-xml="$1"\n` };
    const words = ['--iterations', '1', '--preset', 'pytest', '--', 'sh', 'all.sh', '{junit}'];
    expect(readMessages((await run(files, words)).folder, 1)).toEqual([told]);
    expect(readMessages((await run(files, ['--keep-retries', ...words])).folder, 1)).toEqual([]);
    const asked = ['--iterations', '1', '--', ...pytestOf, '--reruns', '2'];
    expect(readMessages((await run(files, asked)).folder, 1)).toEqual([]);
  });
});
