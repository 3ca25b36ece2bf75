import { join } from 'node:path';
import { addOptions, hasOption } from './arguments.ts';
import type { ExitMeaning, Follower, Preset, SeenTest } from './preset.ts';
import { shell } from './shell.ts';

const EXITS = new Map<number, ExitMeaning>([
  [0, { kind: 'passed', text: 'all tests passed' }],
  [4, { kind: 'broken', text: 'no tests to run' }],
  [96, { kind: 'broken', text: 'the configuration of nextest is wrong' }],
  [100, { kind: 'failed', text: 'tests failed' }],
  [101, { kind: 'broken', text: 'the tests could not be built' }],
  [104, { kind: 'broken', text: 'the list of tests could not be made' }],
  [105, { kind: 'broken', text: 'a setup script failed' }],
]);

/** JUnit is a matter of its configuration: a file of ours below the user's. It has no order to shuffle. */
export const nextest: Preset<'nextest'> = {
  name: 'nextest',
  recognition: { certainty: 'name', mark: /<testsuites\b[^>]*\bname="nextest-run"/ },
  repeat({ classname, name }) {
    // A pseudo test of nextest itself; `binary@stress-2` is the third round of a stress run.
    if (classname.startsWith('@')) return null;
    const binary = escapeName(classname.replace(/@stress-\d+$/, ''));
    return shell`cargo nextest run -E ${`binary_id(=${binary}) & test(=${escapeName(name)})`}`;
  },
  detects: ([program = '', command = '']) =>
    (program === 'cargo' && command === 'nextest') || program === 'cargo-nextest',
  adapt(command, { junit, out, shuffle, keepRetries, only }) {
    const config = join(out, 'nextest.toml');
    const keepsRetries = hasOption(command, '--retries');
    const tests = only.flatMap(listTails).map((name) => `test(=${escapeName(name)})`);
    const added = [
      `--tool-config-file=focus-stability:${config}`,
      ...(hasOption(command, '--no-fail-fast', '--fail-fast') ? [] : ['--no-fail-fast']),
      ...(keepRetries || keepsRetries ? [] : ['--retries=0']),
      ...(tests.length === 0 ? [] : ['-E', tests.join(' | ')]),
    ];
    return {
      command: addOptions(command, added),
      files: new Map([[config, `[profile.default.junit]\npath = ${JSON.stringify(junit)}\n`]]),
      // Where a configuration of the user's own sends it.
      strayReports: ['**/target/nextest/*/*.xml'],
      remarks: shuffle ? ['the order is not shuffled: nextest cannot'] : [],
      keepsRetries,
    };
  },
  explainExit: (code) => EXITS.get(code) ?? null,
  createFollower: () => createNextestFollower(),
};

/** Binary and test are both paths with `::`, so an id does not tell where the test begins: more may run, never less. */
function listTails(id: string): readonly string[] {
  const parts = id.split('::');
  return parts.length < 2 ? [id] : parts.slice(1).map((_, index) => parts.slice(index + 1).join('::'));
}

/** nextest's filter language: a closing bracket would end the name. */
function escapeName(text: string): string {
  return text.replaceAll(/[\\/),]/g, String.raw`\$&`);
}

/** `        PASS [   0.003s] crate::binary module::test`, newer versions with `( 1/12)` before the name. */
const RESULT = /^\s*(PASS|FAIL|SIGSEGV|SIGABRT|TIMEOUT|LEAK) \[[^\]]*\] (?:\([^)]*\) )?(\S+) (\S.*)$/;

function createNextestFollower(): Follower {
  return {
    follow(line, complete) {
      const [, word, classname, name] = complete ? (RESULT.exec(line) ?? []) : [];
      if (classname === undefined || name === undefined) return [];
      const outcome: SeenTest['outcome'] = word === 'PASS' || word === 'LEAK' ? 'passed' : 'failed';
      return [{ classname, name, outcome }];
    },
  };
}
