/** What the model takes for granted before it sees evidence. Chosen by simulation; docs/SCORING.md gives the reasons. */
export const ASSUMPTIONS = {
  /** Probability that a test is flaky at all. */
  flaky: 0.05,
  /** Smallest and largest flake rate that is told apart from none and from always. */
  lowestRate: 1e-4,
  highestRate: 0.95,
  /** Probability that a test is broken when it is seen first. */
  broken: 0.02,
  /** From one night to the next: a working test breaks, a broken one is repaired, the flake rate is drawn anew. */
  breaks: 0.002,
  repaired: 0.1,
  changes: 0.001,
  /** A working test that is not flaky fails by something that nobody models. */
  accident: 1e-6,
  /** A broken test passes all the same. */
  slip: 0.001,
} as const;

export const THRESHOLDS = {
  failing: 0.5,
  flaky: 0.8,
  suspect: 0.2,
  /** Failing runs since the last pass that "failing" needs. */
  failingRuns: 2,
  /** Fewer runs say nothing. */
  conclusiveRuns: 5,
} as const;
