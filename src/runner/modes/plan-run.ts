/** Settings that are right by themselves -> a plan. */
import type { ShownCommand } from '../output/masker.ts';
import type { Repetitions } from './only-flaky.ts';
import type { Fact, RunPlan } from './plan.ts';
import { executionsFor, type PowerGoal } from './power.ts';
import { mistake, setting, UsageError } from '../../kit/usage-error.ts';
import { DEFAULT_ITERATIONS, MAX_ITERATIONS } from '../../model/run.ts';

const MS_PER_MINUTE = 60_000;

/** Null: not given. */
export interface RunSettings {
  readonly command: readonly string[];
  readonly shown: ShownCommand;
  readonly iterations: number | null;
  readonly iteration: number | null;
  readonly parallel: number;
  readonly untilFailure: boolean;
  readonly maxMinutes: number | null;
  readonly untilPower: number | null;
  readonly rate: number;
  readonly repetitions: Repetitions | null;
  readonly baseSeed: number;
  readonly facts: readonly Fact[];
}

/** Throws UsageError. */
export function planRun(settings: RunSettings): RunPlan {
  const { command, shown, iteration, maxMinutes, parallel, baseSeed, untilFailure, facts, repetitions } =
    settings;
  const untilPower = readGoal(settings);
  const iterations = chooseIterations(settings, untilPower);
  // Everything else is checked where settings are read: only here the number of iterations is known.
  if (iteration !== null && iteration > iterations)
    throw new UsageError(
      mistake`${setting('iteration')} must be 1 to ${iterations} (${setting('iterations')}), not ${iteration}`,
    );
  return {
    command,
    shown,
    iterations,
    iteration,
    baseSeed,
    only: repetitions?.tests.map(({ id }) => id) ?? [],
    parallel,
    untilFailure,
    untilPower,
    maxMs: maxMinutes === null ? null : maxMinutes * MS_PER_MINUTE,
    facts,
  };
}

/**
 * Without a number, an adaptive run may take twice the executions that its power asks for: tests that are undecided
 * after so many deserve a budget that a person chose.
 */
function chooseIterations(settings: RunSettings, goal: PowerGoal | null): number {
  const { iterations, repetitions, untilFailure } = settings;
  if (repetitions !== null) return repetitions.iterations;
  if (iterations !== null) return iterations;
  if (goal !== null) return Math.min(MAX_ITERATIONS, 2 * executionsFor(goal, MAX_ITERATIONS));
  return untilFailure ? MAX_ITERATIONS : DEFAULT_ITERATIONS;
}

const readGoal = ({ untilPower, rate }: RunSettings): PowerGoal | null =>
  untilPower === null ? null : { probability: untilPower, rate };
