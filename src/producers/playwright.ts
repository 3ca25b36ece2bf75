import { escapeExpression } from '../kit/expression.ts';
import { addOptions, escapePattern, hasOption, splitId } from './arguments.ts';
import { simpleExits, type Follower, type Preset, type SeenTest } from './preset.ts';
import { filePattern, shell } from './shell.ts';

/** It has no order of its own to shuffle. */
export const playwright: Preset<'playwright'> = {
  name: 'playwright',
  recognition: {
    certainty: 'habit',
    mark: /<testsuites\b[^>]*\bid="[^"]*"[^>]*\bname="[^"]*"[^>]*\btests="/,
  },
  repeat: ({ classname, name }) => {
    // Matched against file, suites, test and tags, joined by blanks; the report joins suites and test by a mark.
    const title = escapeExpression(`${classname} ${name.replaceAll(' › ', ' ')}`.trim());
    return shell`npx playwright test ${filePattern(classname)} -g ${`(^| )${title}( @|$)`}`;
  },
  detects: ([program = '', command = '']) => program === 'playwright' && command === 'test',
  adapt(command, { junit, shuffle, keepRetries, only }) {
    const titles = only
      .map(splitId)
      .map(([file, name]) => escapePattern(`${file} ${name.replaceAll(' › ', ' ')}`));
    const keepsRetries = hasOption(command, '--retries');
    const added = [
      ...(hasOption(command, '--reporter') ? [] : ['--reporter=list,junit']),
      ...(keepRetries || keepsRetries ? [] : ['--retries=0']),
      ...(titles.length === 0 ? [] : [`--grep=(^| )(${titles.join('|')})( @|$)`]),
    ];
    return {
      command: addOptions(command, added),
      // The second is the name that older versions read.
      environment: { PLAYWRIGHT_JUNIT_OUTPUT_FILE: junit, PLAYWRIGHT_JUNIT_OUTPUT_NAME: junit },
      remarks: shuffle ? ['the order is not shuffled: Playwright cannot'] : [],
      keepsRetries,
    };
  },
  explainExit: simpleExits(new Map([[130, 'Playwright was interrupted']])),
  createFollower: () => createPlaywrightFollower(),
};

/** `  ✓  1 [chromium] › a.spec.ts:3:5 › suite › title (1.2s)`; the list reporter prints a test when it is over. */
const RESULT =
  /^\s*(✓|✔|ok|✘|✗|x|-)\s+\d+ (?:\[[^\]]*\] › )?(\S.*?):\d+:\d+ › (.+?)(?: \([\d.]+(?:ms|s|m)\))?$/;

function createPlaywrightFollower(): Follower {
  return {
    follow(line, complete) {
      const [, mark = '', classname, name] = complete ? (RESULT.exec(line) ?? []) : [];
      if (classname === undefined || name === undefined) return [];
      const outcome: SeenTest['outcome'] =
        mark === '-' ? 'skipped' : ['✘', '✗', 'x'].includes(mark) ? 'failed' : 'passed';
      return [{ classname: classname.replaceAll('\\', '/'), name, outcome }];
    },
  };
}
