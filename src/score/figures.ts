/** A belief, summed up in the figures that people read. */
import { disagreementProbability, hiddenRate95, repetitionsFor95 } from '../model/detection.ts';
import type { Score } from '../model/verdict.ts';
import type { Belief } from './belief.ts';
import { sum } from './belief.ts';
import { flakyMass, RATES, rateQuantile } from './rate-grid.ts';

export type Figures = Omit<Score, 'verdict'>;

interface Scope {
  /** Iterations of the nights to come. */
  readonly iterationsPerNight: number;
  /** Executions that were counted so far. */
  readonly runs: number;
}

export function describeBelief(belief: Belief, { iterationsPerNight, runs }: Scope): Figures {
  const mass = belief.working.map((weight, point) => weight + (belief.broken[point] ?? 0));
  const median = rateQuantile(mass, 0.5);
  return {
    score: expect(mass, (rate) => rate),
    // Rounding may carry a sum of 42 weights a last digit over 1.
    pFlaky: Math.min(1, flakyMass(mass)),
    pBroken: Math.min(1, sum(belief.broken)),
    low: rateQuantile(mass, 0.05),
    median,
    high: rateQuantile(mass, 0.95),
    runs95: repetitionsFor95(median),
    nights95: nightsToShow(median, iterationsPerNight),
    redNight: Math.min(
      1,
      expect(mass, (rate) => 1 - (1 - rate) ** iterationsPerNight),
    ),
    hiddenRate95: hiddenRate95(runs),
  };
}

/** A night of one iteration cannot disagree with itself; there a flake shows as a failure between nights. */
function nightsToShow(rate: number, iterations: number): number {
  return repetitionsFor95(iterations < 2 ? rate : disagreementProbability(rate, iterations));
}

function expect(mass: Float64Array, figure: (rate: number) => number): number {
  let total = 0;
  RATES.forEach((rate, point) => {
    total += (mass[point] ?? 0) * figure(rate);
  });
  return total;
}
