/**
 * Losses that many tests share: found by `diagnose`, discounted by `score`. Nights and tests
 * count from 0, and so does the index of an iteration in its night.
 */
import type { CellByte } from './outcome.ts';

/** Every outcome of a suite over its nights, oldest first. Costs no object per test. */
export interface OutcomeTable {
  readonly testCount: number;
  /** How many iterations each night has. */
  readonly iterations: readonly number[];
  cell(test: number, night: number, index: number): CellByte;
}

/** One iteration in which a bystander failed with probability `share` (0..1) whatever its own rate is. */
export interface Influence {
  readonly night: number;
  /** Place of the iteration in its night, from 0. */
  readonly index: number;
  readonly share: number;
}

/** One iteration that hit many tests that otherwise work. */
export interface IterationEvent extends Influence {
  /** As the report calls it. */
  readonly kind: 'iteration';
  /** Tests it hit, ascending. */
  readonly tests: Uint32Array;
}

/** A night in which many tests died together: every run of them failed at first. */
export interface Outage {
  readonly kind: 'outage';
  readonly night: number;
  /** Part of the tests that ran which died in this night, 0..1. */
  readonly share: number;
  /** Tests that died in this night, ascending. */
  readonly tests: Uint32Array;
}

export interface MassEvents {
  readonly outages: readonly Outage[];
  readonly iterationEvents: readonly IterationEvent[];
  /** How much more often a test failed in events of one iteration than a bystander would, in nats. */
  surprise(test: number): number;
  /** Events to discount for a test: those it witnessed, none when its surprise is too high. The same array for the same events. */
  influences(test: number): readonly Influence[];
}
