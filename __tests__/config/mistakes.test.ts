/** All that is wrong is told at once, by the names of the door. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_SETTINGS, readActionConfig } from '../../src/config/action-config.ts';
import { readReportConfig } from '../../src/config/report-config.ts';
import { readRunConfig } from '../../src/config/run-config.ts';
import { readServeConfig, SERVE_SETTINGS } from '../../src/config/serve-config.ts';
import { RUN_SETTINGS } from '../../src/config/run-settings.ts';
import { inputDefaultOf, REPORT_COMMAND_SETTINGS } from '../../src/config/settings.ts';
import {
  asInput,
  asOption,
  describeMistake,
  UsageError,
  type NameSetting,
} from '../../src/kit/usage-error.ts';

function listMistakes(read: () => unknown, name: NameSetting): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes.map((one) => describeMistake(one, name));
    throw error;
  }
  return [];
}

const ofWords = (read: (words: readonly string[]) => unknown, line: string): string[] =>
  listMistakes(() => read(line === '' ? [] : line.split(' ')), asOption);
const ofInputs = (inputs: Readonly<Record<string, string>>): string[] =>
  listMistakes(
    () =>
      readActionConfig(
        Object.fromEntries(
          Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]),
        ),
      ),
    asInput,
  );

describe('a command line with many mistakes', () => {
  it('is told all of them', () => {
    const line =
      '--fail-onn flaky --max-flaky many --formats pdf --iteration-pattern run --markdown-budget 10 --json=yes --expected-iterations 0 --previous --mask-names ( --output-dir=';
    expect(ofWords(readReportConfig, line)).toEqual([
      'there is no option --fail-onn; did you mean --fail-on?',
      '--json takes no value, so not "yes"',
      '--previous needs a value, and "--mask-names" looks like an option; if it is the value, write --previous=--mask-names',
      '--max-flaky must be a whole number from 0 on, not "many"',
      '--output-dir must not be empty',
      '--formats must be any of md, html, json, ctrf, csv, junit, all, not "pdf"',
      '--markdown-budget must be a whole number from 2000 on (bytes), not "10"',
      '--expected-iterations must be a whole number from 1 to 1000, not "0"',
      '--iteration-pattern needs a group for the number, e.g. "run-(?<iteration>\\d+)"',
    ]);
  });

  it('is not told what follows from a mistake', () => {
    expect(ofWords(readRunConfig, '--suit focus-server --no-such x')).toEqual([
      'there is no option --suit; did you mean --suite?',
      'there is no option --no-such',
    ]);
    expect(ofWords(readRunConfig, '--iteration x --parallel 2 -- x')).toEqual([
      '--iteration must be a whole number from 1 to 1000, not "x"',
    ]);
    expect(ofWords(readServeConfig, '--max-windows 0 --grpc-port 65535')).toEqual([
      '--max-windows must be a whole number from 1 to 1000, not "0"',
    ]);
  });

  it('is told what belongs together', () => {
    expect(ofWords(readRunConfig, '--rate 0.2 --env lab --order-from a.xml --mask pin -- x')).toEqual([
      '--rate needs --until-power, e.g. --until-power 0.95',
      '--env needs --suite, e.g. --suite focus-server',
      '--mask takes texts of at least 6 characters, not of 3: shorter ones would hide half of the output',
      '--order-from needs --bisect-order <test id>',
    ]);
    expect(ofWords(readRunConfig, '--bisect-order a::b --parallel 1 -- pytest')).toEqual([]);
  });

  it('never repeats a secret', () => {
    const said = [
      ...ofWords(readRunConfig, '--mask -s3cret --mask s3c -- x'),
      ...ofWords(readServeConfig, '--mongo-uri -mongodb://u:s3cret@h'),
      ...ofInputs({ 'webhook-url': 's3cret', mask: 's3c', 'test-command': 'x', command: 'run' }),
    ];
    expect(said).toHaveLength(4);
    expect(said.join('\n')).not.toContain('s3c');
  });
});

describe('a workflow with many mistakes', () => {
  it('is told all of them by the names of inputs', () => {
    const said = ofInputs({
      'fail-on': 'flakey',
      'max-flaky': '-1',
      formats: 'pdf',
      comment: 'allways',
      issues: 'yes',
      'deadline-minutes': '0',
      'dry-run': 'maybe',
      'summary-budget': '5',
      'test-command': 'pytest "a',
      rate: '0.3',
      'artifact-patern': 'junit-*',
      'issue-labels': ',',
    });
    expect(said).toEqual([
      'there is no input artifact-patern; did you mean artifact-pattern?',
      'deadline-minutes must be a whole number from 1 to 360, not "0"',
      'fail-on must be any of failing, flaky, incomplete, new-flaky, none, not "flakey"; did you mean flaky?',
      'max-flaky must be a whole number from 0 on, not "-1"',
      'formats must be any of md, html, json, ctrf, csv, junit, all, not "pdf"',
      'dry-run must be true or false, not "maybe"',
      'comment must be one of always, on-issue, on-change, off, not "allways"; did you mean always?',
      'issues must be one of auto, on, off, not "yes"',
      'summary-budget must be a whole number from 2000 to 1000000 (bytes), not "5"',
      'issue-labels needs at least one label: issues are found again by it',
      'rate needs until-power, e.g. until-power: 0.95',
      'test-command needs command: run',
    ]);
  });

  it('may leave everything empty', () => {
    const empty = Object.fromEntries(ACTION_SETTINGS.map(({ name }) => [name, '']));
    const standard = Object.fromEntries(ACTION_SETTINGS.map((one) => [one.name, inputDefaultOf(one)]));
    expect(ofInputs(empty)).toEqual([]);
    expect(ofInputs(standard)).toEqual([]);
    const [ofEmpty, ofStandard, ofNothing] = [empty, standard, {}].map((inputs) => readInputs(inputs));
    expect(ofEmpty).toEqual(ofNothing);
    expect(ofStandard).toEqual(ofNothing);
    expect(ofNothing).toMatchObject({
      githubToken: '',
      deadlineMs: 900_000,
      artifactPattern: 'test-results-*',
    });
  });

  it('hears of an input of a later version, and goes on', () => {
    const { advice } = readInputs({ quarantine: 'on', 'expect-exit': '' });
    expect(advice).toHaveLength(1);
    expect(advice[0]).toMatch(/^focus-stability \d+\.\d+\.\d+ has no input quarantine, so it does nothing; /);
    const several = readInputs({ quarantine: 'on', 'perf-baseline': 'x' }).advice;
    expect(several).toHaveLength(1);
    expect(several[0]).toMatch(/ has no inputs quarantine, perf-baseline, so they do nothing; /);
  });

  it('may have variables for its scripts that are called as inputs are', () => {
    expect(ofInputs({ fail_on: 'flaky' })).toEqual(['there is no input fail_on; did you mean fail-on?']);
    expect(ofInputs({ fail_on: 'flaky', 'fail-on': 'flaky' })).toEqual([]);
    expect(ofInputs({ fail_on: 'none', 'fail-on': 'flaky' })).toHaveLength(1);
  });
});

function readInputs(inputs: Readonly<Record<string, string>>): ReturnType<typeof readActionConfig> {
  return readActionConfig(
    Object.fromEntries(Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])),
  );
}

describe('whatever is typed', () => {
  const word = (table: readonly { readonly name: string }[]): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...table.map(({ name }) => `--${name}`)) },
      fc.constantFrom(
        '--',
        '-',
        '-x',
        '--=',
        '--no-quiet',
        '__proto__',
        '--__proto__',
        '--constructor=1',
        '',
        ' ',
      ),
      fc.constantFrom('1', '0.5', 'flaky', 'all', 'none', 'on', '90s', '(a)', '('),
      fc.string(),
    );

  it.each([
    ['report', REPORT_COMMAND_SETTINGS, readReportConfig],
    ['run', RUN_SETTINGS, readRunConfig],
    ['serve', SERVE_SETTINGS, readServeConfig],
  ] as const)('%s is read, or refused with what is wrong', (_, table, read) => {
    fc.assert(
      fc.property(fc.array(word(table), { maxLength: 8 }), (words) => {
        const said = listMistakes(() => read(words), asOption);
        expect(said.every((text) => text.length > 5)).toBe(true);
      }),
      { seed: 10, numRuns: 2000 },
    );
  });
});
