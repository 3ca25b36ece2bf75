/** How many executions make a flake visible. Formula: model/detection.ts. */
import { disagreementProbability } from '../../model/detection.ts';

export interface PowerGoal {
  /** Wanted probability to see the flake as a disagreement, between 0 and 1. */
  readonly probability: number;
  /** Flake rate that should be seen, between 0 and 1. */
  readonly rate: number;
}

/** Have `executions` of one commit the wanted power? */
export function hasPower({ probability, rate }: PowerGoal, executions: number): boolean {
  return disagreementProbability(rate, executions) >= probability;
}

/** Fewest executions that have the wanted power, or `most` when even that many are too few. */
export function executionsFor(goal: PowerGoal, most: number): number {
  let low = 2;
  let high = Math.max(low, most);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (hasPower(goal, middle)) high = middle;
    else low = middle + 1;
  }
  return Math.min(low, most);
}
