/** Which iterations a run owes. */
import type { RunConfig } from '../../config/run-config.ts';
import type { RunResult } from '../../runner/modes/run-iterations.ts';

/**
 * Iterations that should have reported. A run that stops because its question is answered misses nothing; one that was
 * stopped by a person or the clock lacks the rest.
 */
export function listColumns({ ended, runs, remaining }: RunResult, config: RunConfig): number[] {
  const isAnswered = ended === 'failure-found' || ended === 'power-reached';
  const isOpenEnded = config.untilFailure || config.untilPower !== null;
  const missing = isAnswered || (ended === 'time-over' && isOpenEnded) ? [] : remaining;
  return [...new Set([...runs.map(({ iteration }) => iteration), ...missing])].sort((a, b) => a - b);
}
