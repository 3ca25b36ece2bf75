/** What the way a command ended says about its evidence. */
import { countOf, nounFor } from '../../kit/plural.ts';
import type { Problem } from '../../model/problem.ts';
import type { Ending } from '../../model/run.ts';
import type { CommandExecution } from '../process/execute.ts';
import type { Survey } from '../ports.ts';
import type { ExitMeaning } from '../../producers/preset.ts';

export type Finding = Pick<Problem, 'code' | 'severity' | 'message' | 'advice'>;

export interface EndingFacts {
  readonly execution: CommandExecution;
  /** Null when the preset knows nothing about this code. */
  readonly meaning: ExitMeaning | null;
  readonly surveys: readonly Survey[];
}

export function judgeEnding(facts: EndingFacts): readonly Finding[] {
  const { ending } = facts.execution;
  return [...judgeKind(ending, facts), ...judgeLeftovers(facts.execution)];
}

function judgeKind(ending: Ending, facts: EndingFacts): readonly Finding[] {
  switch (ending.kind) {
    case 'exited':
      return judgeExit(ending.code, facts);
    case 'signalled':
      return [killed(ending.signal, `the command was ended by ${ending.signal}`)];
    case 'timed-out':
      return [
        error('timed-out', `the command was still running after ${seconds(ending.afterMs)} and was ended`, {
          advice: 'Look at the tests that did not finish, or allow more time with --timeout',
        }),
      ];
    case 'interrupted':
      return [error('interrupted', 'the run was stopped before the command had ended', { advice: '' })];
    default:
      return [
        error('not-started', `the command could not be started: ${ending.reason}`, {
          advice: 'Check its words and the working directory',
        }),
      ];
  }
}

function judgeExit(code: number, { meaning, surveys }: EndingFacts): readonly Finding[] {
  const failures = surveys.reduce((sum, survey) => sum + survey.failures, 0);
  if (code === 0) {
    if (failures === 0) return [];
    const message = `the command exited with 0 although ${countOf(failures, 'failure')} ${nounFor(failures, 'is', 'are')} reported`;
    return [
      warning(
        'exit-code',
        message,
        'Find out what hides the failures: a wrapper, or an option of the runner',
      ),
    ];
  }
  if (meaning?.kind === 'broken')
    return [error('exit-code', `the command exited with ${code}: ${meaning.text}`, { advice: OUTPUT })];
  const signal = SHELL_SIGNALS.get(code);
  if (signal !== undefined && meaning === null)
    return [
      killed(signal, `the command exited with ${code}, as a shell does when a child is ended by ${signal}`),
    ];
  // What a report has lost may be the failure.
  const isWhole = surveys.length > 0 && surveys.every(({ isComplete }) => isComplete);
  if (failures > 0 || !isWhole) return [];
  const message = `the command exited with ${code} although no failure is reported`;
  return [
    warning('exit-code', message, 'Something besides the tests failed: coverage, a hook, or a late crash'),
  ];
}

/** 128 + the number of the signal; only those that crash or kill. */
const SHELL_SIGNALS = new Map([
  [132, 'SIGILL'],
  [134, 'SIGABRT'],
  [135, 'SIGBUS'],
  [136, 'SIGFPE'],
  [137, 'SIGKILL'],
  [139, 'SIGSEGV'],
  [143, 'SIGTERM'],
]);

const OUTPUT = 'Read the end of its output';

function killed(signal: string, message: string): Finding {
  const advice =
    signal === 'SIGKILL'
      ? 'Often the system ended it for want of memory: see the log of the machine'
      : OUTPUT;
  return error('killed', message, { advice });
}

function judgeLeftovers({ outlived, unended }: CommandExecution): readonly Finding[] {
  if (unended.length > 0)
    return [
      error('left-processes', `processes could not be ended: ${unended.join(', ')}`, {
        advice: 'End them by hand; they may disturb the iterations that follow',
      }),
    ];
  if (outlived === 0) return [];
  const message = `${countOf(outlived, 'process', 'processes')} outlived the command and ${nounFor(outlived, 'was', 'were')} ended`;
  return [warning('left-processes', message, 'End servers and workers in the teardown of the suite')];
}

export function error(
  code: Finding['code'],
  message: string,
  { advice }: { readonly advice: string },
): Finding {
  return { code, severity: 'error', message, advice };
}

export function warning(code: Finding['code'], message: string, advice: string): Finding {
  return { code, severity: 'warning', message, advice };
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
