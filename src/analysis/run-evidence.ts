/** The evidence of a run of ours: what its iterations left, and what is missing of those that it owes. */
import { collectRuns } from '../collect/paths/collect-runs.ts';
import type { Problem } from '../model/problem.ts';
import type { CollectedReports } from '../model/report-file.ts';
import type { RunPlan } from '../runner/modes/plan.ts';
import type { RunResult } from '../runner/modes/run-iterations.ts';

export interface RunEvidence {
  readonly collected: CollectedReports;
  /** Those that should have reported. */
  readonly iterations: readonly number[];
}

interface Goals extends Pick<RunPlan, 'untilFailure' | 'untilPower'> {
  /** Somebody can go on with it: not in a step of a workflow. */
  readonly canContinue: boolean;
}

/** `cwd` is absolute: paths are shown relative to it. */
export function collectResult(result: RunResult, goals: Goals, cwd: string): RunEvidence {
  const iterations = listOwed(result, goals);
  const { problems, ...collected } = collectRuns(result.runs, cwd);
  const missing = explainMissing(result, iterations, goals);
  return { collected: { ...collected, problems: [...problems, ...missing] }, iterations };
}

/**
 * Iterations that should have reported. A run that stops because its question is answered misses nothing; one that was
 * stopped by a person or the clock lacks the rest.
 */
function listOwed({ ended, runs, remaining }: RunResult, { untilFailure, untilPower }: Goals): number[] {
  const isAnswered = ended === 'failure-found' || ended === 'power-reached';
  const isOpenEnded = untilFailure || untilPower !== null;
  const missing = isAnswered || (ended === 'time-over' && isOpenEnded) ? [] : remaining;
  return [...new Set([...runs.map(({ iteration }) => iteration), ...missing])].sort((a, b) => a - b);
}

interface Cause extends Pick<Problem, 'message' | 'advice'> {
  /** Where the rest can be run later; the other advice unless given. */
  readonly whenContinued?: string;
}

const CAUSES: Readonly<Record<RunResult['ended'], Cause>> = {
  complete: { message: 'it was left out', advice: '' },
  interrupted: {
    message: 'the run was stopped before',
    advice: '',
    whenContinued: 'Continue with --resume',
  },
  'not-started': { message: 'the command cannot be started', advice: '' },
  'time-over': {
    message: 'it would probably have ended too late',
    advice: 'Allow more time with --max-minutes',
    whenContinued: 'Continue with --resume, or allow more time with --max-minutes',
  },
  'failure-found': { message: 'a failure was found before', advice: '' },
  'power-reached': { message: 'the wanted power was reached before', advice: '' },
};

/** Why planned iterations were not run: nobody shall look for their logs. */
function explainMissing(
  { ended, runs }: RunResult,
  iterations: readonly number[],
  { canContinue }: Goals,
): readonly Problem[] {
  const started = new Set(runs.map(({ iteration }) => iteration));
  const { message, advice, whenContinued = advice } = CAUSES[ended];
  return iterations
    .filter((iteration) => !started.has(iteration))
    .map((iteration) => ({
      code: 'missing-iteration',
      severity: 'error',
      path: null,
      iteration,
      message: `iteration ${iteration} was not run: ${message}`,
      advice: canContinue ? whenContinued : advice,
    }));
}
