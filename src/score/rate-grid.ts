/** The flake rates the model weighs: 0 (not flaky) and 41 rates evenly spaced in logit. */
import { ASSUMPTIONS } from './assumptions.ts';

const FLAKY_POINTS = 41;
const FIRST_LOGIT = logit(ASSUMPTIONS.lowestRate);
const STEP = (logit(ASSUMPTIONS.highestRate) - FIRST_LOGIT) / (FLAKY_POINTS - 1);

export const GRID_SIZE = FLAKY_POINTS + 1;

/** Rate of each grid point; point 0 is exactly 0. */
export const RATES: Float64Array = Float64Array.from({ length: GRID_SIZE }, (_, point) =>
  point === 0 ? 0 : logistic(FIRST_LOGIT + (point - 1) * STEP),
);

/** Probability of each grid point before any evidence: low rates are likelier, in proportion to 1 - rate. */
export const PRIOR: Float64Array = priorOf(RATES);

/**
 * Rate below which the part `level` (0..1) of the flaky mass lies. `mass` is over the grid, not normalised;
 * the mass of a point lies evenly over its cell, half a step to both sides in logit.
 */
export function rateQuantile(mass: Float64Array, level: number): number {
  const wanted = level * flakyMass(mass);
  let below = 0;
  for (let point = 1; point < GRID_SIZE; point++) {
    const here = mass[point] ?? 0;
    if (below + here >= wanted && here > 0) return cellRate(point, (wanted - below) / here);
    below += here;
  }
  return cellRate(GRID_SIZE - 1, 1);
}

/** Mass of all points but "not flaky". Summed, because 1 - mass[0] loses digits. */
export function flakyMass(mass: Float64Array): number {
  let sum = 0;
  for (let point = 1; point < GRID_SIZE; point++) sum += mass[point] ?? 0;
  return sum;
}

function cellRate(point: number, part: number): number {
  return logistic(FIRST_LOGIT + (point - 1.5 + part) * STEP);
}

function priorOf(rates: Float64Array): Float64Array {
  const prior = rates.map((rate, point) => (point === 0 ? 0 : 1 - rate));
  const scale = ASSUMPTIONS.flaky / flakyMass(prior);
  return prior.map((weight, point) => (point === 0 ? 1 - ASSUMPTIONS.flaky : weight * scale));
}

function logit(rate: number): number {
  return Math.log(rate / (1 - rate));
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
