import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { choosePreset } from '../../src/producers/choose.ts';
import { PRESETS } from '../../src/producers/list.ts';
import type { Adapted, Follower, SeenTest, Wish } from '../../src/producers/preset.ts';
import { makeFolder } from '../helpers/folder.ts';

function adapt(line: string, wish: Partial<Wish> = {}): string {
  return (adaptAll(line, wish)?.command ?? []).join(' ');
}

function remarksOn(line: string, wish: Partial<Wish> = {}): readonly string[] {
  return adaptAll(line, wish)?.remarks ?? [];
}

function adaptAll(line: string, wish: Partial<Wish>): Adapted | undefined {
  const command = line.split(' ');
  const all: Wish = {
    junit: '/o/junit.xml',
    out: '/o',
    temp: '/t',
    cwd: '/nowhere',
    seed: 7,
    shuffle: false,
    keepRetries: false,
    only: [],
    plugins: [],
    environment: {},
    ...wish,
  };
  return choosePreset(command, 'auto')?.adapt(command, all);
}

const NO_NOTES = { retried: () => undefined, settled: () => undefined };

function followAll(follower: Follower | undefined, lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    (follower?.follow(line, !line.endsWith('...')) ?? []).map(
      ({ classname, name, outcome }) => `${outcome} ${classname}::${name}`,
    ),
  );
}

describe('a preset', () => {
  it.each([
    ['pytest tests', 'pytest'],
    ['python -m pytest', 'pytest'],
    ['python3.11 -X dev -m pytest', 'pytest'],
    ['uv run pytest', 'pytest'],
    ['C:\\venv\\Scripts\\pytest.EXE x', 'pytest'],
    ['npx vitest run', 'vitest'],
    ['npx --yes playwright test', 'playwright'],
    ['env CI=1 npx jest', 'jest'],
    ['go test ./...', 'go'],
    ['gotestsum', 'go'],
    ['./mvnw verify', 'maven'],
    ['.\\gradlew.bat test', 'gradle'],
    ['dotnet test', 'dotnet'],
    ['cargo nextest run', 'nextest'],
    ['npx playwright install', undefined],
    ['cargo test', undefined],
    ['make test', undefined],
    ['bash -c pytest', undefined],
  ])('is found in the command %s', (line, name) => {
    expect(choosePreset(line.split(' '), 'auto')?.name).toBe(name);
  });

  it('can be named, switched off, and must be known', () => {
    expect(choosePreset(['make'], 'go')?.name).toBe('go');
    expect(choosePreset(['pytest'], 'none')).toBeNull();
    expect(() => choosePreset(['make'], '__proto__')).toThrow(
      /^--preset must be one of auto, none, .*, not "__proto__"$/,
    );
  });

  it('has a name of its own', () => {
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
  });
});

/** Which progress pytest shows is no matter of its settings: it is read. */
const STYLE = '-o console_output_style=progress';
const LINES = `${STYLE} --verbosity=1`;

describe('the command of an iteration', () => {
  it('leaves the words of the seed command as they are', () => {
    const line = 'pytest be_focus_server_tests/ --env kefar_saba -v --tb=short --junit-xml=/o/junit.xml';
    expect(adapt(line)).toBe(`${line} -o cache_dir=/t/pytest-cache -p no:rerunfailures ${LINES}`);
  });

  it.each([
    ['pytest', `pytest -o cache_dir=/t/pytest-cache -p no:rerunfailures --junit-xml=/o/junit.xml ${LINES}`],
    ['pytest --lf -q --reruns 2', `pytest --lf -q --reruns 2 --junit-xml=/o/junit.xml ${STYLE}`],
    [
      'npx vitest',
      'npx vitest --reporter=verbose --reporter=junit --outputFile.junit=/o/junit.xml --run --retry=0',
    ],
    ['npx playwright test', 'npx playwright test --reporter=list,junit --retries=0'],
    // What a command says itself is not said again: several of them refuse that.
    ['npx playwright test --retries 2', 'npx playwright test --retries 2 --reporter=list,junit'],
    [
      'npx vitest run --retry=2',
      'npx vitest run --retry=2 --reporter=verbose --reporter=junit --outputFile.junit=/o/junit.xml',
    ],
    ['go test ./a -args -x', 'gotestsum --junitfile=/o/junit.xml --format=testname -- -count=1 ./a -args -x'],
    ['gotestsum --rerun-fails=3', 'gotestsum --junitfile=/o/junit.xml --format=testname -- -count=1 ./...'],
    ['gradle test', 'gradle cleanTest test --no-daemon --continue --console=plain'],
  ])('%s', (line, expected) => {
    expect(adapt(line)).toBe(expected);
  });

  it('switches retries off that stand in the settings of pytest, and leaves their options known', () => {
    const cwd = makeFolder({ 'pytest.ini': '[pytest]\naddopts = --reruns 3 --ff\n', '.git/HEAD': '' });
    expect(adapt('pytest', { cwd })).toBe(
      `pytest -p focus_stability_no_retries --junit-xml=/o/junit.xml ${LINES}`,
    );
    expect(adapt('pytest', { cwd, keepRetries: true })).toBe(`pytest --junit-xml=/o/junit.xml ${LINES}`);
  });

  it.each([
    ['pytest', '-ra -q', '--verbosity=1'],
    ['pytest -v', '-qq', '--verbosity=1'],
    ['pytest -xvv', '-v', '--verbosity=3'],
    ['pytest', '-svv', '--verbosity=2'],
    ['pytest -k quick -rv', '', '--verbosity=1'],
    ['python -v -q -m pytest', '', '--verbosity=1'],
    ['pytest -q', '-v', ''],
    ['pytest --verbosity=2', '-q', ''],
  ])('lets each test have its line: %s with addopts = %s', (line, addopts, expected) => {
    const cwd = makeFolder({ 'pytest.ini': `[pytest]\naddopts = ${addopts}\n`, '.git/HEAD': '' });
    expect(adapt(line, { cwd }).split(STYLE)[1]?.trim()).toBe(expected);
  });

  it.each(['-q', '-qq', '--quiet', '-vq', '--verbosity=0', '--verbosity -1'])(
    'says that crashes tell less when the command has %s',
    (quiet) => {
      expect(remarksOn(`pytest ${quiet}`)).toEqual([expect.stringContaining('-q on the command line')]);
    },
  );

  it('makes the mark of switched off retries known to a strict suite', () => {
    const cwd = makeFolder({ 'pytest.ini': '[pytest]\naddopts = --strict-markers\n', '.git/HEAD': '' });
    const off = ' -p focus_stability_no_retries ';
    expect(adapt('pytest -v', { cwd })).toContain(off);
    expect(adapt('pytest -v --strict')).toContain(off);
    expect(adapt('pytest -v --strict-config')).toContain('-p no:rerunfailures');
    expect(adapt('pytest -v', { cwd, keepRetries: true })).not.toContain(' -p ');
    expect(adapt('pytest -v', { cwd, temp: null })).toBe('pytest -v --junit-xml=/o/junit.xml');
  });

  it('keeps the plug-in that a suite requires', () => {
    const cwd = makeFolder({
      'pytest.ini': '[pytest]\nrequired_plugins = pytest-rerunfailures>=10\n',
      '.git/HEAD': '',
    });
    expect(adapt('pytest -v', { cwd })).toContain('-p focus_stability_no_retries');
    expect(adapt('pytest -v', { cwd, temp: null })).toContain('--reruns 0');
  });

  it('shuffles by the seed', () => {
    const wish = { shuffle: true };
    expect(adapt('pytest -v', { ...wish, plugins: ['pytest-randomly'] })).toContain('--randomly-seed=7');
    expect(adapt('pytest -v', { ...wish, plugins: ['pytest-random-order'] })).toContain(
      '--random-order-seed=7',
    );
    expect(adapt('vitest run', wish)).toContain('--sequence.shuffle --sequence.seed=7');
    expect(adapt('go test', wish)).toContain('-shuffle=7');
    expect(adapt('mvn test', wish)).toContain('-Dsurefire.runOrder.random.seed=7');
    expect(adapt('jest', wish)).toContain('--randomize --seed=7');
    expect(adapt('jest --silent')).not.toContain('--verbose');
  });

  it('selects tests', () => {
    const cwd = makeFolder({ 'tests/test_a.py': '', '.git/HEAD': '' });
    const only = ['tests.test_a.TestB::test_c[x::y]'];
    expect(adapt('pytest -v tests', { cwd, only })).toMatch(
      /^pytest -v -o .* tests\/test_a.py::TestB::test_c\[x::y\]$/,
    );
    expect(adapt('mvn test', { only: ['a.B::c(int)[1]', 'a.B::d'] })).toContain('-Dtest=a.B#c,a.B#d ');
    expect(adapt('gradle test', { only: ['a.B::c()'] })).toContain('--tests a.B.c ');
    expect(adapt('go test', { only: ['m/p::TestX/sub', 'm/q::TestX'] })).toContain('-run=^(TestX)$');
    expect(adapt('dotnet test', { only: ['N.C::M(1)'] })).toContain(
      String.raw`--filter FullyQualifiedName=N.C.M\(1\)`,
    );
    expect(adapt('cargo nextest run', { only: ['k::b::m::t'] })).toContain(
      '-E test(=b::m::t) | test(=m::t) | test(=t)',
    );
  });
});

describe('the named files of a pytest command', () => {
  const makeSuite = () =>
    makeFolder({ 'tests/test_a.py': '', 'more/test_b.py': '', 'conf.yml': '', '.git/HEAD': '' });
  const only = ['tests.test_a::test_x'];
  /** The words of the user that are left. */
  const select = (line: string) =>
    adapt(line, { cwd: makeSuite(), only })
      .replace(/ -o cache_dir=\S+/, '')
      .split(/ -p (?:no:rerun|focus_)/)[0];

  it.each([
    ['pytest -ra tests', 'pytest -ra'],
    ['pytest -xvs tests more/test_b.py', 'pytest -xvs'],
    ['pytest -n4 tests', 'pytest -n4'],
    ['pytest -vk tests more', 'pytest -vk tests'],
    ['pytest -n 4 tests', 'pytest -n 4'],
    ['pytest -p more tests', 'pytest -p more'],
    ['pytest -c conf.yml tests', 'pytest -c conf.yml'],
    ['pytest --strict-markers tests', 'pytest --strict-markers'],
    ['pytest --tb=short tests', 'pytest --tb=short'],
    ['pytest --ignore more tests', 'pytest --ignore more'],
    ['pytest --cov tests more', 'pytest --cov tests'],
    ['pytest --env conf.yml tests', 'pytest --env conf.yml'],
    ['pytest --slow tests/test_a.py::test_x', 'pytest --slow'],
    ['pytest --slow tests more', 'pytest --slow'],
    ['pytest --slow tests', 'pytest --slow tests'],
    ['pytest -Z tests', 'pytest -Z tests'],
  ])('give way to chosen tests: %s', (line, expected) => {
    expect(select(line)).toBe(expected);
  });

  it('are told when they may be something else', () => {
    const cwd = makeSuite();
    const kept = 'whether tests is a value of --slow or names tests cannot be told; write --slow=tests';
    expect(remarksOn('pytest --slow tests', { cwd, only })).toEqual([expect.stringContaining(kept)]);
    expect(
      choosePreset(['pytest'], 'auto')?.explainSelection?.(['pytest', '--slow', 'tests'], cwd),
    ).toContain(kept);
    expect(remarksOn('pytest --slow tests more', { cwd, only })).toEqual([
      'tests is left out as one of the named files; if it is a value of --slow, write --slow=tests',
    ]);
    expect(remarksOn('pytest --slow tests', { cwd })).toEqual([]);
    expect(remarksOn('pytest -ra tests', { cwd, only })).toEqual([]);
  });
});

describe('the names of chosen pytest tests', () => {
  /** Where they are seen from, the named files, the id, and what pytest is told. */
  it.each([
    ['tests/deep', '', 'tests.deep.test_a.TestB::test_c', 'test_a.py::TestB::test_c'],
    ['tests/deep', '', 'tests.test_b::test_d', '../test_b.py::test_d'],
    ['tests', 'deep', 'tests.deep.test_a::test_c', 'deep/test_a.py::test_c'],
    ['own', '', 'test_b::test_d', 'test_b.py::test_d'],
    ['.', 'own/sub', 'sub.test_e::test_f', 'own/sub/test_e.py::test_f'],
    ['.', '', 'gone.test_g.TestH::test_i', 'gone/test_g.py::TestH::test_i'],
  ])('are seen from %s, with the targets "%s"', (place, target, id, expected) => {
    const suite = makeFolder({
      '.git/HEAD': '',
      'pyproject.toml': '[tool.pytest.ini_options]\n',
      'test_b.py': '',
      'tests/test_b.py': '',
      'tests/deep/test_a.py': '',
      'own/pytest.ini': '',
      'own/test_b.py': '',
      'own/sub/test_e.py': '',
    });
    const line = `pytest ${target}`.trim();
    expect(
      adapt(line, { cwd: join(suite, place), only: [id] })
        .split(' ')
        .at(-1),
    ).toBe(expected);
  });
});

describe('progress output', () => {
  it('of pytest is read with colours gone, of the tests only', () => {
    const follower = PRESETS.find(({ name }) => name === 'pytest')?.createFollower?.('/w', NO_NOTES);
    expect(
      followAll(follower, [
        'rootdir: /w, configfile: pytest.ini',
        'tests/test_a.py::test_x ',
        'tests/test_a.py::test_x PASSED            [ 10%]',
        'tests/test_a.py::test_x ERROR             [ 10%]',
        'tests/test_a.py::T::test_y[a (b)] SKIPPED (no FAILED here)  [ 20%]',
        '[gw1] [ 37%] XFAIL tests/test_a.py::test_z[a::b] ',
        '[gw0] [ 37%] RERUN tests/test_a.py::test_z ',
        '=================================== FAILURES ===================================',
        'tests/test_a.py::test_log PASSED',
      ]),
    ).toEqual([
      'started tests.test_a::test_x',
      'passed tests.test_a::test_x',
      'failed tests.test_a::test_x',
      'skipped tests.test_a.T::test_y[a (b)]',
      'skipped tests.test_a::test_z[a::b]',
    ]);
  });

  it('of pytest is read anew when another session starts, but not within what failures tell', () => {
    const settled: string[] = [];
    const notes = {
      ...NO_NOTES,
      settled: (tests: readonly SeenTest[]) => settled.push(...tests.map(({ name }) => name)),
    };
    const follower = PRESETS.find(({ name }) => name === 'pytest')?.createFollower?.('/w', notes);
    expect(
      followAll(follower, [
        '============================= test session starts ==============================',
        'rootdir: /',
        'a.py::test_one FAILED                     [100%]',
        '=================================== FAILURES ===================================',
        '============================= test session starts ==============================',
        'inner.py::test_quoted PASSED              [100%]',
        '=========================== short test summary info ============================',
        '============================== 1 failed in 0.01s ===============================',
        'between.py::test_quoted PASSED',
        '============================= test session starts ==============================',
        'b.py::test_two ============================= test session starts ==============================',
        'PASSED',
        'b.py::test_three PASSED                   [ 50%]',
        'b.py::test_four ',
        '======================== 1 passed in 61.20s (0:01:01) ========================',
      ]),
    ).toEqual([
      'failed w.a::test_one',
      'started b::test_two',
      'passed b::test_three',
      'started b::test_four',
    ]);
    expect(settled).toEqual(['test_four']);
  });

  it('of pytest is read in every style, and the mark of a worker is part of no name', () => {
    const follower = PRESETS.find(({ name }) => name === 'pytest')?.createFollower?.('/w', NO_NOTES);
    expect(
      followAll(follower, [
        'a.py::test_count PASSED                   [ 3/25]',
        'a.py::test_times FAILED                  12.34ms',
        'a.py::test_hours SKIPPED (why)             1m 2s',
        '[gw1] [ 3/25] PASSED a.py::test_count_gw ',
        '[gw1]  1.234s PASSED a.py::test_times_gw ',
        '[gw1] PASSED a.py::test_classic_gw ',
        '[gw1] [odd] PASSED a.py::test_odd ',
        '[gw1] a.py::test_odd ',
        '[gw1] node down: a.py::test_odd crashed',
      ]),
    ).toEqual([
      'passed a::test_count',
      'failed a::test_times',
      'skipped a::test_hours',
      'passed a::test_count_gw',
      'passed a::test_times_gw',
      'passed a::test_classic_gw',
    ]);
  });

  it('of jest is read below the name of a file, and not in what failures tell', () => {
    const follower = PRESETS.find(({ name }) => name === 'jest')?.createFollower?.('/w', NO_NOTES);
    expect(
      followAll(follower, [
        '  ✓ not below a file',
        'PASS packages/a/a.test.js (5.1 s)',
        '  ✓ alone (12 ms)',
        '  outer',
        '    √ one (1.5 s)',
        '    inner',
        '      × two',
        '      ○ skipped three',
        '  next',
        '    ✎ todo four',
        '    ✓ (odd) name (2 ms)',
        '  ● outer › inner › two',
        '    ✓ quoted by a message',
        'FAIL b.test.js',
        '  ✕ five (3 ms)...',
        '  ✕ five (3 ms)',
      ]),
    ).toEqual([
      'passed  alone:: alone',
      'passed outer one::outer one',
      'failed outer inner two::outer inner two',
      'skipped outer inner three::outer inner three',
      'skipped next four::next four',
      'passed next (odd) name::next (odd) name',
      'failed  five:: five',
    ]);
  });

  it.each([
    [
      'playwright',
      '  ✓  1 [chromium] › a.spec.ts:3:5 › suite › title (1.2s)',
      'passed a.spec.ts::suite › title',
    ],
    ['playwright', '  ✘  12 a.spec.ts:3:5 › t (5ms)', 'failed a.spec.ts::t'],
    ['nextest', '        PASS [   0.003s] k::bin m::t', 'passed k::bin::m::t'],
    ['nextest', '        FAIL [   0.003s] (1/2) k m::t', 'failed k::m::t'],
    ['vitest', ' × a/b.test.ts > s > t 12ms', 'failed a/b.test.ts::s > t'],
  ])('of %s: %s', (preset, line, expected) => {
    const follower = PRESETS.find(({ name }) => name === preset)?.createFollower?.('/w', NO_NOTES);
    expect(followAll(follower, [line])).toEqual([expected]);
  });
});
