import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { escapeExpression } from '../kit/expression.ts';
import { addOptions, escapePattern, hasOption, splitId } from './arguments.ts';
import { simpleExits, type Follower, type Preset, type SeenTest } from './preset.ts';
import type { ReproTest } from './producer.ts';
import { filePattern, shell } from './shell.ts';

/** JUnit comes from the package jest-junit. Retries stand in the tests (`jest.retryTimes`) and cannot be switched off. */
export const jest: Preset<'jest'> = {
  name: 'jest',
  recognition: { certainty: 'name', mark: /<testsuites\b[^>]*\bname="jest tests"/ },
  repeat: repeatJest,
  detects: ([program = '']) => program === 'jest',
  adapt(command, { junit, seed, shuffle, only, cwd }) {
    const hasReporter = hasOption(command, '--reporters');
    const canReport = isInstalled('jest-junit', cwd);
    const tests = only.map(splitId);
    // jest-junit may write the full title both as class and as name, or parted; without a suite it begins with a blank.
    const titles = tests.map(([suite, name]) =>
      escapePattern(
        (suite === '' || name.startsWith(suite) || SCRIPT_FILE.test(suite)
          ? name
          : `${suite} ${name}`
        ).trimStart(),
      ),
    );
    const added = [
      ...(hasReporter || !canReport ? [] : ['--reporters=default', '--reporters=jest-junit']),
      // One line a test, so that a crash still tells what ran.
      ...(hasOption(command, '--verbose', '--silent') ? [] : ['--verbose']),
      ...(shuffle ? ['--randomize', `--seed=${seed}`] : []),
      ...(tests.length === 0 ? [] : [`--testNamePattern=^(${titles.join('|')})$`]),
    ];
    return {
      command: addOptions(command, added),
      environment: {
        JEST_JUNIT_OUTPUT_FILE: junit,
        JEST_JUNIT_OUTPUT_DIR: dirname(junit),
        JEST_JUNIT_OUTPUT_NAME: basename(junit),
      },
      remarks:
        hasReporter || canReport ? [] : ['jest writes no JUnit: the package jest-junit is not installed'],
    };
  },
  explainExit: simpleExits(),
  createFollower: createJestFollower,
};

function isInstalled(name: string, cwd: string): boolean {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules', name))) return true;
    if (dirname(folder) === folder) return false;
  }
}

const SCRIPT_FILE = /\.[cm]?[jt]sx?$/;

/** jest-junit by default writes the full title as class and as name; by template suite and title, or the file. */
function repeatJest({ classname, name, file }: ReproTest): string | null {
  const path = file ?? (SCRIPT_FILE.test(classname) ? classname : null);
  const isFull = path === classname || name === classname || name.startsWith(`${classname} `);
  const title = (isFull ? name : `${classname} ${name}`).replaceAll(' › ', ' ').trim();
  return shell`npx jest ${filePattern(path)} -t ${`${path === classname ? '(^| )' : '^'}${escapeExpression(title)}$`}`;
}

/** `jest --verbose` prints the tests of a file when the file is over. */
const FILE = /^(?:PASS|FAIL) \S/;
/** Two blanks for each level of `describe`. */
const RESULT = /^( +)([✓√✕×○✎]) (?:skipped |todo )?(.+?)(?: \(\d+(?:\.\d+)? m?s\))?$/;
const SUITE = /^( {2,})(\S.*)$/;
/** The first failure, told at length; after it come texts that may contain anything. */
const DETAILS = /^ {2}● /;

function createJestFollower(): Follower {
  let isListing = false;
  /** Titles around the next test, the outermost first. */
  let suites: readonly string[] = [];
  return {
    follow(line, complete) {
      if (!complete) return [];
      if (FILE.test(line)) isListing = true;
      else if (DETAILS.test(line)) isListing = false;
      if (!isListing) return [];
      const [, blanks = '', mark = '', title] = RESULT.exec(line) ?? [];
      if (title !== undefined) return [nameTest([...suites.slice(0, blanks.length / 2 - 1), title], mark)];
      const [, indent = '', suite] = SUITE.exec(line) ?? [];
      if (suite !== undefined) suites = [...suites.slice(0, indent.length / 2 - 1), suite];
      return [];
    },
  };
}

/** As jest-junit does when nobody tells it otherwise: the full title twice, a blank before one without a suite. */
function nameTest(titles: readonly string[], mark: string): SeenTest {
  const name = `${titles.slice(0, -1).join(' ')} ${titles.at(-1) ?? ''}`;
  const outcome = '✓√'.includes(mark) ? 'passed' : '✕×'.includes(mark) ? 'failed' : 'skipped';
  return { classname: name, name, outcome };
}
