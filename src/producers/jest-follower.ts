/** Reads `jest --verbose`, which prints the tests of a file when the file is over. */
import type { Follower, SeenTest } from './preset.ts';

const FILE = /^(?:PASS|FAIL) \S/;
/** Two blanks for each level of `describe`. */
const RESULT = /^( +)([✓√✕×○✎]) (?:skipped |todo )?(.+?)(?: \(\d+(?:\.\d+)? m?s\))?$/;
const SUITE = /^( {2,})(\S.*)$/;
/** The first failure, told at length; after it come texts that may contain anything. */
const DETAILS = /^ {2}● /;

export function createJestFollower(): Follower {
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
