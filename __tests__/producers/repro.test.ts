import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildReproCommand, PRODUCERS, type ProducerName } from '../../src/producers/list.ts';
import type { ReproTest } from '../../src/producers/producer.ts';

const repeat = (producer: ProducerName | 'unknown', test: Partial<ReproTest>) =>
  buildReproCommand({ classname: '', name: '', file: null, ...test }, producer);

describe('pytest node ids', () => {
  it.each<[string, Partial<ReproTest>, string]>([
    [
      'class in a module',
      { classname: 'be_focus_server_tests.integration.test_x.TestFoo', name: 'test_name[param]' },
      'be_focus_server_tests/integration/test_x.py::TestFoo::test_name[param]',
    ],
    ['no class', { classname: 'tests.test_x', name: 'test_a' }, 'tests/test_x.py::test_a'],
    [
      'nested classes',
      { classname: 'test_x.TestA.TestB', name: 'test_a' },
      'test_x.py::TestA::TestB::test_a',
    ],
    [
      'the other naming of modules',
      { classname: 'pkg.jobs_test.TestA', name: 'test_a' },
      'pkg/jobs_test.py::TestA::test_a',
    ],
    [
      'a folder named like a module',
      { classname: 'test_api.sub.test_x', name: 'test_a' },
      'test_api/sub/test_x.py::test_a',
    ],
    [
      'no test module: up to the first class',
      { classname: 'pkg.checks.JobSuite.Inner', name: 'check_a' },
      'pkg/checks.py::JobSuite::Inner::check_a',
    ],
    ['no class either', { classname: 'pkg.checks', name: 'check_a' }, 'pkg/checks.py::check_a'],
    [
      'xunit1 names the file',
      { classname: 'a.b.checks.Jobs', name: 'check_a', file: 'a/b/checks.py' },
      'a/b/checks.py::Jobs::check_a',
    ],
    [
      'the file of an inherited test',
      { classname: 'a.test_x.TestA', name: 'test_a', file: 'a/base.py' },
      'a/test_x.py::TestA::test_a',
    ],
    [
      'parameters with everything',
      { classname: 'test_x', name: 'test_a[a/b::c.d "e" [f]]' },
      'test_x.py::test_a[a/b::c.d "e" [f]]',
    ],
    ['a collection error', { name: 'pkg.sub.test_broken' }, 'pkg/sub/test_broken.py'],
    [
      'a collection error with its file',
      { name: 'pkg.test_broken', file: 'pkg/test_broken.py' },
      'pkg/test_broken.py',
    ],
    [
      'a name that looks like an option',
      { classname: '--rootdir=x', name: 'test_a' },
      './--rootdir=x.py::test_a',
    ],
  ])('%s', (_, test, nodeId) => {
    expect(repeat('pytest', test)).toBe(`pytest '${nodeId}'`);
  });

  it('offers no command for a crash of pytest itself', () => {
    expect(repeat('pytest', { classname: 'pytest', name: 'internal' })).toBeNull();
  });
});

describe('other producers', () => {
  const file = 'src/a.test.ts';
  it.each<[ProducerName | 'unknown', Partial<ReproTest>, string | null]>([
    [
      'vitest',
      { classname: file, name: 'a (b) > c' },
      String.raw`npx vitest run 'src/a.test.ts' -t '^a \(b\)( >)? c$'`,
    ],
    ['jest', { classname: 'a b c', name: 'a b c' }, `npx jest -t '^a b c$'`],
    ['jest', { classname: ' top', name: ' top', file }, `npx jest 'src/a.test.ts' -t '^top$'`],
    ['jest', { classname: 'a › b', name: 'c.d' }, String.raw`npx jest -t '^a b c\.d$'`],
    ['jest', { classname: file, name: 'c' }, `npx jest 'src/a.test.ts' -t '(^| )c$'`],
    [
      'jest',
      { classname: 'pages/[id].test.tsx', name: 'c' },
      String.raw`npx jest 'pages/\[id\].test.tsx' -t '(^| )c$'`,
    ],
    ['mocha', { classname: 'c', name: 'a b c' }, `npx mocha --grep '^a b c$'`],
    ['mocha', { classname: 'a b', name: 'c', file }, `npx mocha 'src/a.test.ts' --grep '^a b c$'`],
    ['mocha', { classname: 'o', name: 'foo' }, `npx mocha --grep '^o foo$'`],
    [
      'playwright',
      { classname: 'a.spec.ts', name: 'a › b' },
      String.raw`npx playwright test 'a.spec.ts' -g '(^| )a\.spec\.ts a b( @|$)'`,
    ],
    [
      'node-test',
      { classname: 'a.js > outer', name: 'inner', file: 'a.js' },
      `node --test --test-name-pattern='^inner$' 'a.js'`,
    ],
    [
      'go',
      { classname: 'example.com/m/p', name: 'TestA/sub_case' },
      `go test 'example.com/m/p' -run '^TestA$/^sub_case$' -count=1`,
    ],
    ['go', { name: 'TestA' }, `go test './...' -run '^TestA$' -count=1`],
    ['go', { classname: 'example.com/m/p', name: 'TestMain' }, `go test 'example.com/m/p' -count=1`],
    [
      'bats',
      { classname: 'a.bats', name: 'adds [x] $y' },
      String.raw`bats -f '^adds \[x\] .{1,2}y$' 'a.bats'`,
    ],
    ['ctest', { classname: 'a.b', name: 'a.b' }, String.raw`ctest --output-on-failure -R '^a\.b$'`],
    [
      'phpunit',
      { classname: 'Tests.JobTest', name: 'testA with data set "a/b"', file: 'tests/JobTest.php' },
      String.raw`vendor/bin/phpunit --filter '/\bJobTest::testA with data set "a\/b"$/' 'tests/JobTest.php'`,
    ],
    [
      'rspec',
      { classname: 'spec.models.job_spec', name: 'Job starts' },
      `rspec './spec/models/job_spec.rb' -e 'Job starts'`,
    ],
    [
      'rspec',
      { classname: 'spec.job_spec', name: 'Job starts', file: './spec/job_spec.rb' },
      `rspec './spec/job_spec.rb' -e 'Job starts'`,
    ],
    [
      'maven',
      { classname: 'com.x.JobTest$Inner', name: 'starts(int)[1]' },
      `mvn test '-Dtest=com.x.JobTest$Inner#starts'`,
    ],
    ['maven', { classname: 'com.x.JobTest', name: '[1] a display name' }, `mvn test '-Dtest=com.x.JobTest'`],
    ['maven', { classname: 'not a class', name: 'starts' }, null],
    [
      'gradle',
      { classname: 'com.x.JobTest', name: 'starts()' },
      `./gradlew test --tests 'com.x.JobTest.starts'`,
    ],
    ['gradle', { classname: 'com.*', name: 'starts()' }, null],
    [
      'nextest',
      { classname: 'krate::it', name: 'mod::a' },
      `cargo nextest run -E 'binary_id(=krate::it) & test(=mod::a)'`,
    ],
    [
      'nextest',
      { classname: 'krate::it@stress-2', name: 'a) | all(' },
      String.raw`cargo nextest run -E 'binary_id(=krate::it) & test(=a\) | all()'`,
    ],
    ['nextest', { classname: '@setup-script:db', name: 'db' }, null],
    [
      'googletest',
      { classname: 'Inst/Jobs', name: 'Starts/0' },
      `"$TEST_BINARY" --gtest_filter='Inst/Jobs.Starts/0'`,
    ],
    ['googletest', { classname: 'A*', name: 'b-C:d' }, `"$TEST_BINARY" --gtest_filter='A?.b?C?d'`],
    [
      'focus-stability',
      { classname: 'focus-server.nfft', name: 'NFFT 128 (fast)' },
      String.raw`focus-stability run --suite 'focus-server.nfft' --all --iterations 1 --grep '/^focus-server\.nfft::NFFT 128 \(fast\)$/'`,
    ],
    ['focus-stability', { classname: 'checks.own', name: 'b' }, null],
    ['unknown', { classname: 'a', name: 'b' }, null],
  ])('%s %j', (producer, test, command) => {
    expect(repeat(producer, test)).toBe(command);
  });
});

const NAMES = [...PRODUCERS.map(({ name }) => name), 'unknown'] as const;
const HOSTILE = [
  '"; rm -rf / #',
  '`id`',
  '$(id)',
  "'; id; '",
  '\\',
  '!!',
  '&& id',
  '| id',
  '> x',
  '~',
  '*',
  '-rf',
  'é😀',
  ' ',
  "'\\''",
];

describe('what a shell makes of a command', () => {
  it('refuses what nobody can type or see', () => {
    for (const producer of NAMES)
      for (const evil of ['\n', '\r', '\0', '\u001b[31m', '\u2028', '\u202e', '\u2066', '\ud800'])
        expect(
          repeat(producer, { classname: 'a.test_b', name: `x${evil}y`, file: 'a.py' }) ?? '',
        ).not.toContain(evil);
  });

  it('says so by offering no command', () => {
    expect(repeat('pytest', { classname: 'test_b', name: 'test_a[x\ny]' })).toBeNull();
    expect(repeat('rspec', { classname: 'a', name: 'a\u202eb' })).toBeNull();
  });

  it('keeps joined emoji and right-to-left letters', () => {
    expect(repeat('pytest', { classname: 'test_b', name: 'test[👩‍🔬 عربي]' })).toBe(
      "pytest 'test_b.py::test[👩‍🔬 عربي]'",
    );
  });

  const part = fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', maxLength: 5 })), {
      maxLength: 5,
    })
    .map((parts) => parts.join(''));

  // The oracle is a real POSIX shell, which not every machine that runs the tests has.
  it.skipIf(process.platform === 'win32')('is the node id and nothing else, whatever the name', () => {
    fc.assert(
      fc.property(part, (name) => {
        const command = repeat('pytest', { classname: 'a.test_b.TestC', name });
        fc.pre(command !== null);
        const printed = execFileSync('sh', ['-c', command.replace(/^pytest /, String.raw`printf '%s\n' `)]);
        expect(printed.toString()).toBe(`a/test_b.py::TestC::${name}\n`);
      }),
      { seed: 42, numRuns: 100 },
    );
  });

  it.skipIf(process.platform === 'win32')(
    'has as many words as for a harmless name, for every producer',
    () => {
      const countWords = (command: string) =>
        Number(
          execFileSync('sh', ['-c', `set -f; count() { echo $#; }; count ${command}`], {
            env: { PATH: process.env['PATH'] },
          }),
        );
      const scene = fc.record({ producer: fc.constantFrom(...NAMES), name: part, classname: part });
      fc.assert(
        fc.property(scene, ({ producer, name, classname }) => {
          const command = repeat(producer, { classname: `x${classname}`, name, file: 'f' });
          fc.pre(command !== null);
          expect(countWords(command)).toBe(
            countWords(repeat(producer, { classname: 'x', name: 'y', file: 'f' }) ?? ''),
          );
        }),
        { seed: 43, numRuns: 100 },
      );
    },
  );
});
