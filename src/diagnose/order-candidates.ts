/**
 * Tests whose place in the order separates the failing from the passing iterations of a victim.
 * A polluter ran before it whenever it failed and never when it passed; a setter the other way round.
 */
import type { Split } from './hint-subject.ts';
import { dropRepeatedOrders, type OrderPositions } from './order-positions.ts';

const MAX_NEAREST = 3;

type Victim = Split & { readonly test: number };

export interface Candidates {
  readonly role: 'polluter' | 'setter';
  readonly count: number;
  /** The nearest before the victim, at most three, nearest first. */
  readonly nearest: readonly number[];
  /** How many tests would look like this if the order had nothing to do with it. */
  readonly expected: number;
}

/** Both roles, from one count over the tests of every iteration. */
export function findCandidates(positions: OrderPositions, victim: Victim): Candidates[] {
  const { test, failing, passing } = victim;
  const balance = balanceTests(positions, victim);
  const polluters = pickTests(balance, failing.length);
  const setters = pickTests(balance, -passing.length);
  return [
    {
      role: 'polluter',
      count: polluters.length,
      nearest: findNearest(positions, polluters, { test, indexes: failing }),
      expected: expectAccidents(positions, test, { before: failing, after: passing }),
    },
    {
      role: 'setter',
      count: setters.length,
      nearest: findNearest(positions, setters, { test, indexes: passing }),
      expected: expectAccidents(positions, test, { before: passing, after: failing }),
    },
  ];
}

/**
 * By test: failing iterations in which it ran before the victim less passing iterations in which it did. Only a
 * polluter reaches the number of failing iterations, only a setter that of passing ones below zero.
 */
function balanceTests(positions: OrderPositions, { test: victim, failing, passing }: Victim): Int32Array {
  const balance = new Int32Array(positions.places[0]?.length ?? 0);
  for (const index of [...failing, ...passing]) {
    const places = positions.places[index] ?? balance;
    const own = placeOf(positions, victim, index);
    const weight = failing.includes(index) ? 1 : -1;
    // The sign bit instead of a comparison: random orders would mispredict every second branch.
    for (let test = 0; test < balance.length; test += 1) {
      balance[test] = (balance[test] ?? 0) + (((places[test] ?? 0) - own) >>> 31) * weight;
    }
  }
  return balance;
}

function pickTests(balance: Int32Array, wanted: number): number[] {
  const tests: number[] = [];
  for (let test = balance.indexOf(wanted); test >= 0; test = balance.indexOf(wanted, test + 1))
    tests.push(test);
  return tests;
}

/** The fewest tests in between, summed over the iterations; equal ones by number. */
function findNearest(
  positions: OrderPositions,
  tests: readonly number[],
  victim: { readonly test: number; readonly indexes: readonly number[] },
): number[] {
  const nearest: { test: number; places: number }[] = [];
  for (const test of tests) {
    let places = 0;
    for (const index of victim.indexes) places += placeOf(positions, test, index);
    const farthest = nearest[MAX_NEAREST - 1];
    if (farthest !== undefined && farthest.places >= places) continue;
    nearest.push({ test, places });
    nearest.sort((a, b) => b.places - a.places || a.test - b.test);
    nearest.length = Math.min(nearest.length, MAX_NEAREST);
  }
  return nearest.map(({ test }) => test);
}

/**
 * In a random order another test is before the victim with the probability (victim's place) / (others);
 * orders are independent, iterations of one order count once.
 */
function expectAccidents(
  positions: OrderPositions,
  victim: number,
  { before, after }: { before: readonly number[]; after: readonly number[] },
): number {
  const others = (index: number) => Math.max(1, (positions.ran[index] ?? 0) - 1);
  const share = (index: number) => placeOf(positions, victim, index) / others(index);
  let expected = Math.max(...before.map(others));
  for (const index of dropRepeatedOrders(positions, before)) expected *= share(index);
  for (const index of dropRepeatedOrders(positions, after)) expected *= 1 - share(index);
  return expected;
}

function placeOf(positions: OrderPositions, test: number, index: number): number {
  return positions.places[index]?.[test] ?? 0;
}
