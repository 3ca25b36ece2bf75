/** What a run shall do: which iterations, how many at a time, and when to stop early. */
import type { IterationTask } from '../../model/run.ts';
import type { ShownCommand } from '../output/masker.ts';
import type { PowerGoal } from './power.ts';
import { deriveSeed } from './seeds.ts';

/** More than this are a typing mistake. */
export const MAX_ITERATIONS = 1000;

export interface RunPlan {
  /** Program and arguments, placeholders not yet replaced. */
  readonly command: readonly string[];
  /** The same without its secrets: all that is shown and kept. */
  readonly shown: ShownCommand;
  /** Most iterations, 1 .. 1000. */
  readonly iterations: number;
  /** The one iteration that is run, of a matrix; null for all of them. */
  readonly iteration: number | null;
  /** 0 .. 2^31 - 1. */
  readonly baseSeed: number;
  /** Only these tests, by id; empty for the whole suite. */
  readonly only: readonly string[];
  /** Iterations that may run at the same moment, from 1. */
  readonly parallel: number;
  readonly untilFailure: boolean;
  readonly untilPower: PowerGoal | null;
  /** No iteration starts that would probably end later than this, counted from the start. */
  readonly maxMs: number | null;
  /** What else evidence depends on and a resumed run must share: commit, preset, isolation. */
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** In the order in which they are to start. */
export function listIterations({
  iterations,
  iteration,
}: Pick<RunPlan, 'iterations' | 'iteration'>): readonly number[] {
  return iteration === null ? Array.from({ length: iterations }, (_, index) => index + 1) : [iteration];
}

/** The same for an iteration of a full run and for the one of a matrix. */
export function planTask(plan: RunPlan, iteration: number): IterationTask {
  const { iterations, command, only, baseSeed } = plan;
  return { iteration, iterations, seed: deriveSeed(baseSeed, iteration), command, only };
}
