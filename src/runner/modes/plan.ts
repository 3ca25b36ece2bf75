/** What a run shall do: which iterations with which seeds, how many at a time, and when to stop early. */
import type { IterationTask } from '../../model/run.ts';
import type { ShownCommand } from '../output/masker.ts';
import type { PowerGoal } from './power.ts';

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

// Seeds depend on nothing but their inputs: one iteration alone and a repetition get those of the full run.

const MASK = 0x7fffffff;
/** Odd numbers, from the digits of pi and e: multiplying by them loses nothing. */
const STEP = 0x243f6a89;
const FACTOR = 0x2b7e1517;
const SPREAD = 0x45d9f3b1;

/**
 * Seed of an iteration (from 1) under a base seed; both 0 .. 2^31 - 1. Every step maps the 31-bit numbers onto
 * themselves, so two iterations of one run never share a seed.
 */
export function deriveSeed(baseSeed: number, iteration: number): number {
  let bits = (baseSeed + Math.imul(iteration, STEP)) & MASK;
  bits = Math.imul(bits ^ (bits >>> 16), FACTOR) & MASK;
  bits = Math.imul(bits ^ (bits >>> 15), SPREAD) & MASK;
  return bits ^ (bits >>> 16);
}

/**
 * Base seed from a text that all jobs of one workflow run share, such as the run's id: they are processes of their
 * own and could not agree on a drawn number.
 */
export function seedFromText(text: string): number {
  let seed = 0;
  for (const char of text) seed = deriveSeed(seed, (char.codePointAt(0) ?? 0) + 1);
  return seed;
}
