/**
 * What is believed about one test after each night: a hidden-state filter over
 * (working or broken) x (flake rate on the grid). The 84 weights sum to 1.
 */
import { ASSUMPTIONS } from './assumptions.ts';
import type { Likelihood } from './likelihood.ts';
import { GRID_SIZE, PRIOR } from './rate-grid.ts';

export interface Belief {
  readonly working: Float64Array;
  readonly broken: Float64Array;
}

export function startBelief(): Belief {
  return {
    working: PRIOR.map((weight) => weight * (1 - ASSUMPTIONS.broken)),
    broken: PRIOR.map((weight) => weight * ASSUMPTIONS.broken),
  };
}

/** One day passes, in place: first tests break and are repaired, then flake rates change back to the prior. */
export function passNight({ working, broken }: Belief): void {
  const { breaks, repaired } = ASSUMPTIONS;
  for (let point = 0; point < GRID_SIZE; point++) {
    const up = working[point] ?? 0;
    const down = broken[point] ?? 0;
    working[point] = up * (1 - breaks) + down * repaired;
    broken[point] = down * (1 - repaired) + up * breaks;
  }
  forgetRate(working);
  forgetRate(broken);
}

/** Bayes' rule, in place. */
export function weighEvidence({ working, broken }: Belief, likelihood: Likelihood): void {
  for (let point = 0; point < GRID_SIZE; point++) {
    working[point] = (working[point] ?? 0) * (likelihood.working[point] ?? 0);
    broken[point] = (broken[point] ?? 0) * likelihood.broken;
  }
  const scale = 1 / (sum(working) + sum(broken));
  for (let point = 0; point < GRID_SIZE; point++) {
    working[point] = (working[point] ?? 0) * scale;
    broken[point] = (broken[point] ?? 0) * scale;
  }
}

export function sum(weights: Float64Array): number {
  let total = 0;
  for (const weight of weights) total += weight;
  return total;
}

function forgetRate(weights: Float64Array): void {
  const { changes } = ASSUMPTIONS;
  const drawn = sum(weights) * changes;
  for (let point = 0; point < GRID_SIZE; point++)
    weights[point] = (weights[point] ?? 0) * (1 - changes) + drawn * (PRIOR[point] ?? 0);
}
