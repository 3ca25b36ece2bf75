import { addOptions, splitId } from './arguments.ts';
import { nameJvmTest } from './jvm.ts';
import { simpleExits, type Preset } from './preset.ts';
import { shell } from './shell.ts';

/** Retries come from a plug-in that has no switch on the command line; it has no order of its own to shuffle. */
export const gradle: Preset<'gradle'> = {
  name: 'gradle',
  recognition: {
    certainty: 'habit',
    mark: /<testsuite\b[^>]*\btimestamp="[^"]*"[^>]*\bhostname="[^"]*"[^>]*\btime="/,
  },
  repeat(test) {
    const target = nameJvmTest(test, '.');
    return target === null ? null : shell`./gradlew test --tests ${target}`;
  },
  detects: ([program = '']) => program === 'gradle' || program === 'gradlew',
  adapt(command, { shuffle, only }) {
    const at = command.indexOf('test');
    // An unchanged test task is skipped as up to date and would write no report.
    const cleaned = at < 0 ? command : [...command.slice(0, at), 'cleanTest', ...command.slice(at)];
    const tests = only.flatMap((id) => {
      const [classname, name] = splitId(id);
      return ['--tests', `${classname}.${/^[\p{L}\p{N}_$ ]*/u.exec(name)?.[0].trim() || '*'}`];
    });
    return {
      // The daemon would outlive the iteration and carry state into the next one.
      command: addOptions(cleaned, [...tests, '--no-daemon', '--continue', '--console=plain']),
      reports: ['**/build/test-results/**/TEST-*.xml'],
      remarks: shuffle ? ['the order is not shuffled: Gradle cannot'] : [],
    };
  },
  explainExit: simpleExits(),
};
