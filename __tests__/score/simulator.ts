/**
 * A world with known truth: flaky, innocent and broken tests, bad iterations, outages, crashed iterations and retries.
 * Everything follows from the seed.
 */

export interface World {
  readonly seed: number;
  readonly tests: number;
  readonly nights: number;
  readonly iterations: number;
  /** Probability that an iteration runs on a bad machine. */
  readonly badIterations: number;
}

export interface Simulated {
  readonly histories: readonly string[];
  /** True flake rate of every test; 0 for most. */
  readonly rates: readonly number[];
  /** Tests that failed at least once because an incident hit them. */
  readonly struck: ReadonlySet<number>;
}

const FLAKY = 0.05;
const BREAKS = 0.002;
const REPAIRED = 0.2;
const OUTAGE = 0.1;
const CRASHED_ITERATION = 0.02;
const RETRIED = 0.2;

type Random = () => number;

export function simulate(world: World): Simulated {
  const random = createRandom(world.seed);
  const rates = Array.from({ length: world.tests }, () => drawRate(random));
  const broken = rates.map(() => random() < BREAKS * 5);
  const struck = new Set<number>();
  const nights = Array.from({ length: world.nights }, () => {
    for (let test = 0; test < world.tests; test++)
      broken[test] = broken[test] ? random() >= REPAIRED : random() < BREAKS;
    return playNight({ world, random, rates, broken, struck });
  });
  const histories = rates.map((_, test) => nights.map((night) => night[test] ?? '').join(' '));
  return { histories, rates, struck };
}

interface Tonight {
  readonly world: World;
  readonly random: Random;
  readonly rates: readonly number[];
  readonly broken: readonly boolean[];
  readonly struck: Set<number>;
}

/** Letters of the night, by test. */
function playNight({ world, random, rates, broken, struck }: Tonight): string[] {
  const dark = random() < OUTAGE ? drawGroup(world, random) : NOBODY;
  const badIterations = Array.from({ length: world.iterations }, () =>
    random() < world.badIterations ? drawGroup(world, random) : NOBODY,
  );
  const ends = badIterations.map(() => (random() < CRASHED_ITERATION ? random() * world.tests : world.tests));
  return rates.map((rate, test) =>
    badIterations
      .map((group, index) => {
        const flaked = random() < rate;
        const hit = random() < group(test);
        if (test >= (ends[index] ?? 0)) return '-';
        if (broken[test] || dark(test) > 0) return 'F';
        if (hit) struck.add(test);
        if (hit || flaked) return random() < RETRIED ? 'R' : 'F';
        return 'P';
      })
      .join(''),
  );
}

type Group = (test: number) => number;
const NOBODY: Group = () => 0;

/** Neighbours fail together: up to a third of the suite, each member with a probability of its own incident. */
function drawGroup(world: World, random: Random): Group {
  const start = Math.floor(random() * world.tests);
  const size = Math.ceil(world.tests * (0.03 + 0.3 * random()));
  const strength = 0.3 + 0.7 * random();
  return (test) => ((test - start + world.tests) % world.tests < size ? strength : 0);
}

/** Low rates are common, high ones rare: even in logit from 0.0001 to 0.95, thinned by 1 - rate. */
function drawRate(random: Random): number {
  if (random() >= FLAKY) return 0;
  for (;;) {
    const rate = 1 / (1 + Math.exp(9.21 - 12.15 * random()));
    if (random() < 1 - rate) return rate;
  }
}

/** A Weyl sequence, scrambled by two multiplications: even numbers from 0 to below 1. */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
  };
}
