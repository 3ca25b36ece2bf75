/** Leads for the person who repairs a flaky test, each with the strength of its evidence. */
import type { IterationEvidence } from '../model/ledger.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import type { Hint } from '../model/stability-report.ts';
import { findDurationHint } from './duration-hints.ts';
import { findRetryHint, findSameCauseHint, findSetupHint, findWorkerHint } from './failure-hints.ts';
import { type HintSubject, splitIterations } from './hint-subject.ts';
import { findHostHints, readSurroundings, type Surroundings } from './host-hints.ts';
import { findOrderHint } from './order-hints.ts';
import { invertOrders, type OrderPositions } from './order-positions.ts';
import { findPositionHint } from './position-hints.ts';

export type { HintSubject } from './hint-subject.ts';

/** What all tests share, worked out once. */
export interface HintContext {
  readonly matrix: StabilityMatrix;
  /** By iteration. */
  readonly surroundings: readonly Surroundings[];
  /** Null when the order of tests was the same in all iterations. */
  readonly positions: OrderPositions | null;
}

export function prepareHints(matrix: StabilityMatrix, evidence: readonly IterationEvidence[]): HintContext {
  const byIteration = new Map(evidence.map((one) => [one.iteration, one]));
  return {
    matrix,
    surroundings: matrix.iterations.map((iteration) => readSurroundings(byIteration.get(iteration))),
    positions: invertOrders(matrix),
  };
}

/** Strongest kinds first: what the failures say, then what the iterations have in common. */
export function findHints(context: HintContext, subject: HintSubject): Hint[] {
  const { matrix, positions, surroundings } = context;
  const split = splitIterations(matrix, subject.test);
  const victim = { ...subject, ...split };
  const hints = [
    findWorkerHint(subject.failures),
    findSetupHint(subject.failures),
    findSameCauseHint(subject),
    findDurationHint(matrix, victim),
    positions && findOrderHint(matrix, positions, victim),
    positions && findPositionHint(positions, victim),
    ...findHostHints(surroundings, split),
    findRetryHint(matrix, subject.test),
  ];
  return hints.filter((hint) => hint !== null);
}
