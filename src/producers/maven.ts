import { addOptions, hasOption, splitId } from './arguments.ts';
import { nameJvmTest } from './jvm.ts';
import { simpleExits, type Preset } from './preset.ts';
import { shell } from './shell.ts';

const RETRIES = ['-Dsurefire.rerunFailingTestsCount', '-Dfailsafe.rerunFailingTestsCount'];

/** Surefire and Failsafe write one report a class. */
export const maven: Preset<'maven'> = {
  name: 'maven',
  recognition: {
    certainty: 'trace',
    mark: /surefire|<property\b[^>]*\bname="(?:java\.|sun\.|surefire)|<testsuite\b[^>]*\bflakes="/,
  },
  repeat(test) {
    const target = nameJvmTest(test, '#');
    return target === null ? null : shell`mvn test ${`-Dtest=${target}`}`;
  },
  detects: ([program = '']) => program === 'mvn' || program === 'mvnw' || program === 'mvnd',
  adapt(command, { seed, shuffle, keepRetries, only }) {
    const keepsRetries = RETRIES.some((option) => hasOption(command, option));
    const added = [
      '--batch-mode',
      // A failing module must not hide the tests of those after it.
      '--fail-at-end',
      ...(keepRetries || keepsRetries ? [] : RETRIES.map((option) => `${option}=0`)),
      ...(shuffle
        ? ['surefire', 'failsafe'].flatMap((plugin) => [
            `-D${plugin}.runOrder=random`,
            `-D${plugin}.runOrder.random.seed=${seed}`,
          ])
        : []),
      ...(only.length === 0 ? [] : [`-Dtest=${matchTests(only)}`, '-Dsurefire.failIfNoSpecifiedTests=false']),
    ];
    return {
      command: addOptions(command, added),
      keepsRetries,
      reports: ['surefire', 'failsafe'].map((plugin) => `**/target/${plugin}-reports/TEST-*.xml`),
    };
  },
  explainExit: simpleExits(),
};

/** Methods without the parameters of one invocation. */
function matchTests(only: readonly string[]): string {
  const tests = only.map((id) => {
    const [classname, name] = splitId(id);
    const method = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(name)?.[0] ?? '';
    return method === '' ? classname : `${classname}#${method}`;
  });
  return [...new Set(tests)].join(',');
}
