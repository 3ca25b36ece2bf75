/** What so many iterations can and cannot show. Formulas: docs/SCORING.md. */
import { median } from '../kit/statistics.ts';
import { disagreementProbability, hiddenRate95, repetitionsFor95 } from '../model/detection.ts';
import type { IterationEvidence } from '../model/ledger.ts';
import type { Power } from '../model/stability-report.ts';

const RATES = [0.1, 0.05, 0.01];
const MS_PER_MINUTE = 60_000;

/** The statement is about the complete iterations; the time is the sum of test times, not of the wall clock. */
export function statePower(evidence: readonly Pick<IterationEvidence, 'state' | 'durationMs'>[]): Power {
  const complete = evidence.filter(({ state }) => state === 'complete');
  const iterations = complete.length;
  const runsFor10Percent = repetitionsFor95(0.1);
  const iterationMs = median(complete.map(({ durationMs }) => durationMs).filter((time) => time > 0));
  return {
    iterations,
    hiddenRate95: hiddenRate95(iterations),
    detects: RATES.map((rate) => ({ rate, probability: disagreementProbability(rate, iterations) })),
    runsFor10Percent,
    minutesFor10Percent: iterationMs === null ? null : (runsFor10Percent * iterationMs) / MS_PER_MINUTE,
  };
}
