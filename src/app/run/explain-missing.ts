/** Why planned iterations were not run: nobody shall look for their logs. */
import type { Problem } from '../../model/problem.ts';
import type { RunResult } from '../../runner/modes/run-iterations.ts';

type Cause = Pick<Problem, 'message' | 'advice'>;

const CAUSES: Readonly<Record<RunResult['ended'], Cause>> = {
  complete: { message: 'it was left out', advice: '' },
  interrupted: { message: 'the run was stopped before', advice: 'Continue with --resume' },
  'not-started': { message: 'the command cannot be started', advice: '' },
  'time-over': {
    message: 'it would probably have ended after --max-minutes',
    advice: 'Continue with --resume, or allow more minutes',
  },
  'failure-found': { message: 'a failure was found before', advice: '' },
  'power-reached': { message: 'the wanted power was reached before', advice: '' },
};

/** `columns`: iterations that the report is about. */
export function explainMissing({ ended, runs }: RunResult, columns: readonly number[]): readonly Problem[] {
  const started = new Set(runs.map(({ iteration }) => iteration));
  const { message, advice } = CAUSES[ended];
  return columns
    .filter((iteration) => !started.has(iteration))
    .map((iteration) => ({
      code: 'missing-iteration',
      severity: 'error',
      path: null,
      iteration,
      message: `iteration ${iteration} was not run: ${message}`,
      advice,
    }));
}
