/** What repetition can show: how likely a flake of a given rate becomes visible. Source: docs/SCORING.md. */

const MISSED = 0.05;

/** Probability that `runs` executions of one commit disagree when each fails with `rate`. 0 below two runs. */
export function disagreementProbability(rate: number, runs: number): number {
  return runs < 2 ? 0 : Math.max(0, 1 - (1 - rate) ** runs - rate ** runs);
}

/** Repetitions after which an event of this probability was seen at least once with 95 %. At least 1. */
export function repetitionsFor95(probability: number): number {
  return Math.max(1, Math.ceil(Math.log(MISSED) / Math.log1p(-probability)));
}

/** Largest rate that `runs` clean executions leave open with 95 % confidence: (1 - rate)^runs = 0.05. 1 for none. */
export function hiddenRate95(runs: number): number {
  return runs < 1 ? 1 : 1 - MISSED ** (1 / runs);
}
