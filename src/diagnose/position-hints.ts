/** Places in the order at which alone a test fails: first, last, in the early or the late half. */
import type { Hint } from '../model/stability-report.ts';
import type { Split } from './hint-subject.ts';
import { dropRepeatedOrders, isOrderSplit, type OrderPositions } from './order-positions.ts';

/** Below it first and last are no rare places. */
const MIN_TESTS = 5;
/** Different orders that make a separation by halves rarer than one accident in sixteen. */
const MIN_ORDERS = 5;

export function findPositionHint(
  positions: OrderPositions,
  victim: Split & { readonly test: number },
): Hint | null {
  if (!isOrderSplit(positions, victim)) return null;
  const failing = readPlaces(positions, victim.failing, victim.test);
  const passing = readPlaces(positions, victim.passing, victim.test);
  const where = findEnd(failing, passing) ?? findHalf(failing, passing);
  return where === null ? null : { kind: 'position', text: where };
}

interface Place {
  readonly place: number;
  readonly last: number;
}

function readPlaces(positions: OrderPositions, indexes: readonly number[], test: number): Place[] {
  return dropRepeatedOrders(positions, indexes).map((index) => ({
    place: positions.places[index]?.[test] ?? 0,
    last: (positions.ran[index] ?? 0) - 1,
  }));
}

function findEnd(failing: readonly Place[], passing: readonly Place[]): string | null {
  if ([...failing, ...passing].some(({ last }) => last < MIN_TESTS - 1)) return null;
  const isFirst = ({ place }: Place) => place === 0;
  const isLast = ({ place, last }: Place) => place === last;
  if (failing.every(isFirst) && !passing.some(isFirst))
    return 'Failed only where it ran first: something is not ready yet or set up by a later test';
  if (failing.every(isLast) && !passing.some(isLast))
    return 'Failed only where it ran last: something ran out or was torn down before it';
  return null;
}

function findHalf(failing: readonly Place[], passing: readonly Place[]): string | null {
  const orders = failing.length + passing.length;
  if (failing.length < 2 || passing.length < 2 || orders < MIN_ORDERS) return null;
  const isEarly = ({ place, last }: Place) => place * 2 < last;
  const early = failing.every(isEarly) && !passing.some(isEarly);
  const late = passing.every(isEarly) && !failing.some(isEarly);
  if (!early && !late) return null;
  return `Failed only in the ${early ? 'early' : 'late'} half of the order and passed only in the other (by accident 1 time in ${2 ** (orders - 1)})`;
}
