/** Where every test ran in every iteration: the finishing orders of the matrix, inverted once. */
import type { StabilityMatrix } from '../model/matrix.ts';
import { CELL } from '../model/outcome.ts';
import type { Split } from './hint-subject.ts';

/** Of a test that did not run in the iteration: behind every other. */
const NOT_RUN = 0x7fff_ffff;
/** Four bytes each; beyond it order is not looked at. */
const MAX_POSITIONS = 25_000_000;

export interface OrderPositions {
  /** By iteration, then by test: its place among the tests that ran, from 0, or NOT_RUN. */
  readonly places: readonly Int32Array[];
  /** By iteration: tests that ran. */
  readonly ran: readonly number[];
  /** By iteration: iterations of equal order have the same number, because they are one piece of evidence. */
  readonly orderOf: readonly number[];
}

/** Null when all iterations had one order, which then cannot explain any difference. */
export function invertOrders(matrix: StabilityMatrix): OrderPositions | null {
  const indexes = [...matrix.iterations.keys()];
  if (indexes.length * matrix.testCount > MAX_POSITIONS) return null;
  const orders = indexes.map((index) => matrix.order(index));
  if (orders.every((order) => order === null)) return null;
  const inverted = orders.map((order, index) => invertOrder(matrix, index, order));
  return {
    places: inverted.map(({ places }) => places),
    ran: inverted.map(({ ran }) => ran),
    orderOf: numberOrders(orders),
  };
}

function invertOrder(
  matrix: StabilityMatrix,
  index: number,
  order: Uint32Array | null,
): { places: Int32Array; ran: number } {
  const places = new Int32Array(matrix.testCount).fill(NOT_RUN);
  const length = order?.length ?? matrix.testCount;
  let ran = 0;
  for (let turn = 0; turn < length; turn += 1) {
    // Tests are numbered in the order of the first iteration, so that order needs no list.
    const test = order?.[turn] ?? turn;
    const cell = matrix.cell(test, index);
    if (cell === CELL.none || cell === CELL.skipped) continue;
    places[test] = ran;
    ran += 1;
  }
  return { places, ran };
}

function numberOrders(orders: readonly (Uint32Array | null)[]): number[] {
  return orders.map((order) => orders.findIndex((other) => isSameOrder(order, other)));
}

function isSameOrder(a: Uint32Array | null, b: Uint32Array | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.length !== b.length) return false;
  return a.every((test, index) => test === b[index]);
}

/** False when a test always failed or passed, or when one order did both and so explains nothing. */
export function isOrderSplit(positions: OrderPositions, { failing, passing }: Split): boolean {
  const failingOrders = new Set(failing.map((index) => positions.orderOf[index]));
  const isShared = passing.some((index) => failingOrders.has(positions.orderOf[index]));
  return failing.length > 0 && passing.length > 0 && !isShared;
}

/** Keeps the first iteration of every order. */
export function dropRepeatedOrders(positions: OrderPositions, indexes: readonly number[]): number[] {
  const first = new Map<number | undefined, number>();
  for (const index of indexes.toReversed()) first.set(positions.orderOf[index], index);
  return indexes.filter((index) => first.get(positions.orderOf[index]) === index);
}
