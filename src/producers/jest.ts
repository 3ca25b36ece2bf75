import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { addOptions, escapePattern, hasOption, splitId } from './arguments.ts';
import { simpleExits } from './exits.ts';
import { createJestFollower } from './jest-follower.ts';
import type { Preset } from './preset.ts';

/** JUnit comes from the package jest-junit. Retries stand in the tests (`jest.retryTimes`) and cannot be switched off. */
export const jest: Preset = {
  name: 'jest',
  detects: ([program = '']) => program === 'jest',
  adapt(command, { junit, seed, shuffle, only, cwd }) {
    const hasReporter = hasOption(command, '--reporters');
    const canReport = isInstalled('jest-junit', cwd);
    const tests = only.map(splitId);
    // jest-junit may write the full title both as class and as name, or parted; without a suite it begins with a blank.
    const titles = tests.map(([suite, name]) =>
      escapePattern(
        (suite === '' || name.startsWith(suite) || /\.[cm]?[jt]sx?$/.test(suite)
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
