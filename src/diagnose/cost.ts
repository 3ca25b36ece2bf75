/** What a flake costs: repeated executions, and people who look at red nights. Formula: docs/SCORING.md. */
import type { Score } from '../model/verdict.ts';

const NIGHTS_PER_MONTH = 30;
const TRIAGE_MINUTES = 10;
const MS_PER_MINUTE = 60_000;

export interface CostOfTest extends Pick<Score, 'score' | 'redNight'> {
  /** Duration of one execution in milliseconds; null when unknown, then only triage is counted. */
  readonly medianMs: number | null;
}

export interface CostSettings {
  readonly iterationsPerNight: number;
  /** Minutes that a person needs to look at one red night. */
  readonly triageMinutes?: number;
}

/** Expected minutes lost per month at one night a day: wasted executions and triage. */
export function estimateCost(test: CostOfTest, settings: CostSettings): number {
  const { iterationsPerNight, triageMinutes = TRIAGE_MINUTES } = settings;
  const wasted = (iterationsPerNight * test.score * (test.medianMs ?? 0)) / MS_PER_MINUTE;
  return NIGHTS_PER_MONTH * (wasted + test.redNight * triageMinutes);
}

/**
 * Sum over the given tests. Give it tests that flaked: what the model cannot exclude about a clean test
 * is ignorance, and over ten thousand of them it would drown the real cost.
 */
export function sumCosts(tests: Iterable<CostOfTest>, settings: CostSettings): number {
  let minutes = 0;
  for (const test of tests) minutes += estimateCost(test, settings);
  return minutes;
}
