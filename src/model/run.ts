/** Executing a suite: what one iteration is asked to do, and what became of it. */
import type { Problem } from './problem.ts';

/** How a process of the user ended. Exactly one of these is true of an iteration. */
export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  /** Ended by us, with everything it had started. */
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  | { readonly kind: 'interrupted' }
  /** The command could not be started at all: where and why. */
  | { readonly kind: 'not-started'; readonly reason: string };

export interface IterationTask {
  /** From 1. */
  readonly iteration: number;
  readonly iterations: number;
  /** For shuffling; different in every iteration, the same in a repetition. 0 .. 2^31 - 1. */
  readonly seed: number;
  /** Program and arguments, placeholders not yet replaced. */
  readonly command: readonly string[];
  /** Only these tests, by id; empty for the whole suite. */
  readonly only: readonly string[];
}

export interface IterationRun {
  readonly iteration: number;
  readonly seed: number;
  readonly ending: Ending;
  /** Milliseconds of wall time. */
  readonly durationMs: number;
  /** Absolute paths of the reports it left, ours for unfinished tests included. */
  readonly reports: readonly string[];
  /** What is wrong with its evidence, beyond what reading the reports will tell. */
  readonly problems: readonly Problem[];
  /** Last lines of its output, secrets masked. */
  readonly outputTail: string;
}

/** What a person may watch while a suite runs. */
export type RunEvent =
  | { readonly kind: 'iteration-started'; readonly iteration: number; readonly seed: number }
  /** Its process is there. Suites have several processes and no such event. */
  | { readonly kind: 'command-started'; readonly iteration: number }
  /** A test was seen to start or end in the output of the suite. */
  | {
      readonly kind: 'test-seen';
      readonly iteration: number;
      readonly id: string;
      readonly outcome: 'started' | 'passed' | 'failed' | 'skipped';
    }
  | { readonly kind: 'output'; readonly iteration: number; readonly text: string }
  | { readonly kind: 'iteration-ended'; readonly run: IterationRun };

/** Characters of the shortest text that is masked in output; shorter ones ("true", "1") would mask half of it. */
export const SHORTEST_MASKED = 6;

/** More than this are a typing mistake. */
export const MAX_ITERATIONS = 1000;
/** When neither a number nor a goal decides it. */
export const DEFAULT_ITERATIONS = 5;
export const MAX_SEED = 2 ** 31 - 1;
