/** Settings as the user gave them -> a plan, or a refusal that says what would be right. */
import type { ShownCommand } from '../output/masker.ts';
import type { Repetitions } from './only-flaky.ts';
import { MAX_ITERATIONS, type Fact, type RunPlan } from './plan.ts';
import { executionsFor, type PowerGoal } from './power.ts';
import { UsageError } from '../../kit/usage-error.ts';

const DEFAULT_ITERATIONS = 5;
const DEFAULT_RATE = 0.1;
const MS_PER_MINUTE = 60_000;
const MAX_SEED = 2 ** 31 - 1;

/** Null: not given. */
export interface RunSettings {
  readonly command: readonly string[];
  readonly shown: ShownCommand;
  readonly iterations: number | null;
  readonly iteration: number | null;
  readonly parallel: number | null;
  readonly untilFailure: boolean;
  readonly maxMinutes: number | null;
  readonly untilPower: number | null;
  readonly rate: number | null;
  readonly repetitions: Repetitions | null;
  readonly baseSeed: number;
  readonly facts: readonly Fact[];
}

/** Throws UsageError. */
export function planRun(settings: RunSettings): RunPlan {
  const { command, shown, iteration, maxMinutes, parallel, baseSeed, untilFailure, facts, repetitions } =
    settings;
  if (command.length === 0)
    throw new UsageError('there is no command to run, e.g. `focus-stability run -- pytest`');
  const untilPower = readGoal(settings);
  const iterations = chooseIterations(settings, untilPower);
  requireWhole('--iterations', iterations, MAX_ITERATIONS);
  if (parallel !== null) requireWhole('--parallel', parallel, MAX_ITERATIONS);
  if (iteration !== null) requireOne(settings, iterations);
  if (maxMinutes !== null && !(maxMinutes > 0))
    throw new UsageError(`--max-minutes must be more than 0, not ${maxMinutes}`);
  if (!Number.isInteger(baseSeed) || baseSeed < 0 || baseSeed > MAX_SEED)
    throw new UsageError(`the seed must be a whole number from 0 to ${MAX_SEED}, not ${baseSeed}`);
  return {
    command,
    shown,
    iterations,
    iteration,
    baseSeed,
    only: repetitions?.tests.map(({ id }) => id) ?? [],
    parallel: parallel ?? 1,
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

function readGoal({ untilPower, rate }: RunSettings): PowerGoal | null {
  if (untilPower === null) {
    if (rate !== null) throw new UsageError('--rate needs --until-power, e.g. `--until-power 0.95`');
    return null;
  }
  return {
    probability: requireShare('--until-power', untilPower),
    rate: requireShare('--rate', rate ?? DEFAULT_RATE),
  };
}

function requireShare(name: string, value: number): number {
  if (!(value > 0 && value < 1)) throw new UsageError(`${name} must be between 0 and 1, not ${value}`);
  return value;
}

function requireWhole(name: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new UsageError(`${name} must be a whole number from 1 to ${most}, not ${value}`);
}

function requireOne(
  { iteration, parallel, untilFailure, untilPower }: RunSettings,
  iterations: number,
): void {
  if (iteration === null || !Number.isInteger(iteration) || iteration < 1 || iteration > iterations)
    throw new UsageError(`--iteration must be 1 to ${iterations} (--iterations), not ${iteration}`);
  const clash = [
    parallel !== null && parallel > 1 ? '--parallel' : null,
    untilFailure ? '--until-failure' : null,
    untilPower !== null ? '--until-power' : null,
  ].find((name) => name !== null);
  if (clash !== undefined)
    throw new UsageError(`--iteration runs one iteration and cannot be combined with ${clash}`);
}
