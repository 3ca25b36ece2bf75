/**
 * Everything the analysis found, as plain data. Renderers only read this; nothing is decided after it.
 * Lists that may be as long as the suite are iterables that make one row at a time.
 */
import type { FailureReport } from './failure.ts';
import type { Ledger } from './ledger.ts';
import type { TestName } from './matrix.ts';
import type { Score, Verdict } from './verdict.ts';

/** One line of the matrix. Times in milliseconds; NaN never occurs, absent figures are null. */
export interface TestRow extends TestName, Score {
  /** One letter per iteration; see CellCode. */
  readonly codes: string;
  /** Iterations the test ran in (not skipped, reported). */
  readonly ran: number;
  /** Of those, first attempt failed or errored: F, E and R. */
  readonly failed: number;
  /** Over the iterations it ran in; null when it never ran. */
  readonly medianMs: number | null;
  /** Largest minus smallest duration; null below two runs. */
  readonly spreadMs: number | null;
}

/** A test that a person should look at: everything known about it. */
export interface TestReport extends TestRow {
  /** One per iteration; null where it did not report. */
  readonly durationsMs: readonly (number | null)[];
  /** Bounded: at most one per attempt, long texts shortened. */
  readonly failures: readonly FailureReport[];
  /** Failures whose text was not kept because of the evidence budget. */
  readonly failuresOmitted: number;
  /** Cluster of its most frequent failure, e.g. `C1`; null when no failure text is known. */
  readonly cluster: string | null;
  /** Incidents that hit it, e.g. `I1`. */
  readonly incidents: readonly string[];
  /** Command that runs just this test again; null when the producer is unknown. */
  readonly repro: string | null;
  /** Commands or steps that bisect a suspected order dependence; empty when there is none. */
  readonly hints: readonly Hint[];
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  /** Expected CI minutes lost per month at one night a day. */
  readonly costMinutesPerMonth: number;
}

export interface Hint {
  readonly kind:
    'order' | 'position' | 'host' | 'duration' | 'worker-crash' | 'setup' | 'retries' | 'same-cause';
  /** One sentence for a person, without a final full stop. May contain test names: escape it. */
  readonly text: string;
}

/** Failures that look like one cause, over tests and iterations. */
export interface Cluster {
  readonly id: string;
  /** Normalised failure text: type, message and top frames without changing parts. */
  readonly signature: string;
  /** First line of one real message, for people. */
  readonly example: string;
  readonly failures: number;
  /** Ids, in matrix order, at most 50; `testCount` is the true number. */
  readonly tests: readonly string[];
  readonly testCount: number;
  readonly iterations: readonly number[];
}

/** A mass event: many tests lost together. Not a flake of any of them. */
export interface Incident {
  readonly id: string;
  /** iteration: one iteration hit many tests. outage: tests were dead in every iteration. */
  readonly kind: 'iteration' | 'outage';
  /** Null for an outage. */
  readonly iteration: number | null;
  /** Ids, in matrix order, at most 50; `testCount` is the true number. */
  readonly tests: readonly string[];
  readonly testCount: number;
  /** Part of the witnessing tests that it hit, 0..1. */
  readonly share: number;
  /** Signature that at least half of its failures share; null when there is none. */
  readonly signature: string | null;
}

/** What the number of iterations can and cannot show. */
export interface Power {
  /** Complete iterations that the statement is about. */
  readonly iterations: number;
  /** A clean test may still fail this often (95 %). */
  readonly hiddenRate95: number;
  /** Probability that so many iterations show a flake of the rate as a disagreement. */
  readonly detects: readonly { readonly rate: number; readonly probability: number }[];
  /** Executions that would show a 10 % flake with 95 % probability. */
  readonly runsFor10Percent: number;
  /** Test minutes that those executions cost, from the median duration of an iteration; null when no time is known. */
  readonly minutesFor10Percent: number | null;
}

export type FailOn = 'failing' | 'flaky' | 'incomplete' | 'new-flaky' | 'none';

export interface GateDecision {
  readonly passed: boolean;
  readonly failOn: readonly FailOn[];
  /** Why it failed, worst first; empty when it passed. */
  readonly reasons: readonly string[];
}

export interface Totals {
  readonly tests: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Failed executions over all iterations. */
  readonly failures: number;
  /** Sum of all test times over all iterations. */
  readonly durationMs: number;
  /** Expected CI minutes lost to flakes per month. */
  readonly costMinutesPerMonth: number;
}

/** Verdict on the whole night; the first that applies. */
export type Headline =
  'no-evidence' | 'failing' | 'flaky' | 'incident' | 'incomplete' | 'inconclusive' | 'stable';

export interface StabilityReport {
  readonly schemaVersion: 1;
  readonly toolVersion: string;
  readonly headline: Headline;
  readonly gate: GateDecision;
  readonly ledger: Ledger;
  readonly totals: Totals;
  /** That of most cases, as `FileFacts.producer`. */
  readonly producer: string;
  /** Worst first: failing, flaky, suspect, new; then the rest that failed at least once. Bounded by `notableOmitted`. */
  readonly notable: readonly TestReport[];
  readonly notableOmitted: number;
  readonly clusters: readonly Cluster[];
  readonly incidents: readonly Incident[];
  readonly power: Power;
  /** At most ten each. */
  readonly slowest: readonly TestRow[];
  readonly mostVariable: readonly TestRow[];
  /** Executions that only passed on a retry: flakiness that a green run hides. */
  readonly retryHiding: { readonly tests: number; readonly rescued: number; readonly retriesSeen: boolean };
  /**
   * Every test, in matrix order. May be iterated several times. Names of these rows are decoded when they are read:
   * ask for the fields you need, and do not spread a row.
   */
  readonly rows: Iterable<TestRow>;
}
