/**
 * How well "working with flake rate p" and "broken" explain the outcomes of one night.
 * Works in logarithms and scales the best explanation to 1: a night of a thousand iterations does not underflow.
 */
import { ASSUMPTIONS } from './assumptions.ts';
import { RATES } from './rate-grid.ts';

export interface Likelihood {
  /** Working, for each grid point. */
  readonly working: Float64Array;
  /** Broken; the flake rate of a broken test does not show. */
  readonly broken: number;
}

interface Outcomes {
  readonly passed: number;
  readonly failed: number;
  readonly rescued: number;
}

/** An iteration that an incident hit. It is counted in the outcomes too. */
interface StruckIteration {
  readonly share: number;
  readonly failed: boolean;
}

const LOG_PASS = RATES.map((rate) => Math.log1p(-rate) + Math.log1p(-ASSUMPTIONS.accident));
const LOG_FAIL = RATES.map((rate) => Math.log(1 - (1 - rate) * (1 - ASSUMPTIONS.accident)));

export function explainNight(outcomes: Outcomes, struck: readonly StruckIteration[]): Likelihood {
  const struckFailures = struck.filter(({ failed }) => failed).length;
  const passes = outcomes.passed - (struck.length - struckFailures);
  const failures = outcomes.failed + outcomes.rescued - struckFailures;
  const working = RATES.map(
    (rate, point) =>
      passes * (LOG_PASS[point] ?? 0) + failures * (LOG_FAIL[point] ?? 0) + logStruck(rate, struck),
  );
  const broken =
    outcomes.failed * Math.log1p(-ASSUMPTIONS.slip) +
    (outcomes.passed + outcomes.rescued) * Math.log(ASSUMPTIONS.slip);
  const best = Math.max(broken, ...working);
  return { working: working.map((log) => Math.exp(log - best)), broken: Math.exp(broken - best) };
}

/** In an incident of share s a working test passes with (1 - p)(1 - s). */
function logStruck(rate: number, struck: readonly StruckIteration[]): number {
  let log = 0;
  for (const { share, failed } of struck) {
    const passes = (1 - rate) * (1 - share);
    log += Math.log(failed ? 1 - passes : passes);
  }
  return log;
}
