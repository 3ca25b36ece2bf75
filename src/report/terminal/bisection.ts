/** What a bisection found, in words. */
import { countOf, nounFor } from '../../kit/plural.ts';
import type { BisectProgress, BisectResult } from '../../runner/modes/bisect.ts';
import { showOnOneLine } from '../../kit/visible.ts';
import type { PreparedRun } from '../../runner/prepare-run.ts';
import { describePlan, showCommand } from './run.ts';

/** What is asked. */
interface Question {
  /** Id of the test that fails. */
  readonly victim: string;
  readonly maxRuns: number;
}

const PHASES: Readonly<Record<BisectProgress['phase'], string>> = {
  alone: 'alone',
  'full-order': 'after all its predecessors',
  search: 'after some of them',
  check: 'checking what was found',
};

export function describeStep({ phase, runs, maxRuns, tests, failed }: BisectProgress): string {
  return `run ${runs} of at most ${maxRuns}, ${countOf(tests, 'test')}, ${PHASES[phase]}: ${failed ? 'it fails' : 'it passes'}\n`;
}

export function describePass(pass: number, failed: boolean): string {
  return `pass ${pass} of the whole suite: ${failed ? 'it fails' : 'it does not fail'}\n`;
}

/** What is about to happen; `question` null: a run that searches nothing. */
export function describeStart(question: Question | null, prepared: PreparedRun): string {
  if (question === null) return describePlan(prepared);
  const { victim } = question;
  const { plan, options } = prepared.planned;
  return `Looking for the tests that make ${showOnOneLine(victim)} fail: ${showCommand(plan.shown.words)}
  results in ${options.out}-bisect\n`;
}

export function describeNoFailure({ victim, maxRuns }: Question, isStopped: boolean): string {
  const name = showOnOneLine(victim);
  return isStopped
    ? `stopped before ${name} was seen to fail\n`
    : `${name} did not fail in ${maxRuns === 1 ? 'one pass' : `${maxRuns} passes`} of the whole suite; --order-from takes the order of a report in which it did\n`;
}

/** `minimal`: the command that shows the failure; null when none was found. */
export function describeBisection(
  victim: string,
  result: BisectResult,
  minimal: readonly string[] | null,
): string {
  const lines = describeResult(showOnOneLine(victim), result);
  if (minimal !== null) lines.push('', 'To see it:', `  ${showCommand(minimal)}`);
  return `${lines.join('\n')}\n`;
}

function describeResult(victim: string, result: BisectResult): string[] {
  const after = `(${countOf(result.runs, 'run')})`;
  switch (result.kind) {
    case 'found':
      return [
        `${victim} fails after ${nounFor(result.polluters.length, 'this test', 'these tests')} ${after}:`,
        ...result.polluters.map((id) => `  ${showOnOneLine(id)}`),
        `confirmed: it failed in ${result.confirmed.failed} of ${countOf(result.confirmed.runs, 'run')}`,
        ...(result.othersRemain === true ? ['it fails without them too: there are more'] : []),
      ];
    case 'fails-alone':
      return [
        `${victim} fails alone, in ${result.alone.failed} of ${countOf(result.alone.runs, 'run')}: its order is not the cause ${after}`,
      ];
    case 'does-not-fail-again':
      return [
        `${victim} did not fail again in the same order, ${countOf(result.full.runs, 'run')}: the cause is rare or another one ${after}`,
      ];
    case 'unclear':
      return [
        `${victim} fails in the full order (${result.full.failed} of ${result.full.runs}) and less often alone (${result.alone.failed} of ${result.alone.runs}), too irregularly to say after which tests ${after}`,
      ];
    default:
      return [
        `${result.kind === 'interrupted' ? 'stopped' : 'the runs were used up'} before a result ${after}; --bisect-max-runs allows more`,
        ...(result.shortest === null
          ? []
          : [`shortest failing order so far: ${countOf(result.shortest.length, 'test')}`]),
      ];
  }
}
