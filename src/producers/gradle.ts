import { addOptions, splitId } from './arguments.ts';
import { simpleExits } from './exits.ts';
import type { Preset } from './preset.ts';

/** Retries come from a plug-in that has no switch on the command line; it has no order of its own to shuffle. */
export const gradle: Preset = {
  name: 'gradle',
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
