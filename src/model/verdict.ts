/** Our judgement over executions; "outcome" is one execution, "conclusion" is GitHub's word. */
export type Verdict = 'stable' | 'flaky' | 'failing' | 'skipped' | 'suspect' | 'inconclusive' | 'new';

/** Worst first: the order of every list in the report. */
export const VERDICTS: readonly Verdict[] = [
  'failing',
  'flaky',
  'suspect',
  'new',
  'inconclusive',
  'skipped',
  'stable',
];

/** Posterior summary of one test. Probabilities and rates are 0..1. Source: docs/SCORING.md. */
export interface Score {
  readonly verdict: Verdict;
  /** Probability that a flake of this test makes its next execution fail. */
  readonly score: number;
  readonly pFlaky: number;
  readonly pBroken: number;
  /** 5 %, 50 % and 95 % point of the flake rate, given that the test is flaky. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** Executions that show the median rate at least once with 95 % probability. */
  readonly runs95: number;
  /** Nights that show it as a disagreement inside one night with 95 % probability. */
  readonly nights95: number;
  /** Probability that some iteration of the next night fails by this flake. */
  readonly redNight: number;
  /** Largest flake rate that this many clean runs leave open with 95 % confidence; 1 for none. */
  readonly hiddenRate95: number;
}
