/** Where every test ran in every column: the finishing orders of the matrix, inverted once. */
import type { StabilityMatrix } from '../model/matrix.ts';
import { CELL } from '../model/outcome.ts';
import type { Split } from './hint-subject.ts';

/** Of a test that did not run in the column: behind every other. */
const NOT_RUN = 0x7fff_ffff;
/** Four bytes each; beyond it order is not looked at. */
const MAX_POSITIONS = 25_000_000;

export interface OrderPositions {
  /** By column, then by test: its place among the tests that ran, from 0, or NOT_RUN. */
  readonly places: readonly Int32Array[];
  /** By column: tests that ran. */
  readonly ran: readonly number[];
  /** By column: columns of equal order have the same number, because they are one piece of evidence. */
  readonly orderOf: readonly number[];
}

/** Null when all columns had one order, which then cannot explain any difference. */
export function invertOrders(matrix: StabilityMatrix): OrderPositions | null {
  const columns = [...matrix.iterations.keys()];
  if (columns.length * matrix.testCount > MAX_POSITIONS) return null;
  const orders = columns.map((column) => matrix.order(column));
  if (orders.every((order) => order === null)) return null;
  const inverted = orders.map((order, column) => invertColumn(matrix, column, order));
  return {
    places: inverted.map(({ places }) => places),
    ran: inverted.map(({ ran }) => ran),
    orderOf: numberOrders(orders),
  };
}

function invertColumn(
  matrix: StabilityMatrix,
  column: number,
  order: Uint32Array | null,
): { places: Int32Array; ran: number } {
  const places = new Int32Array(matrix.testCount).fill(NOT_RUN);
  const length = order?.length ?? matrix.testCount;
  let ran = 0;
  for (let index = 0; index < length; index += 1) {
    // Tests are numbered in the order of the first column, so that order needs no list.
    const test = order?.[index] ?? index;
    const cell = matrix.cell(test, column);
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
  const failingOrders = new Set(failing.map((column) => positions.orderOf[column]));
  const isShared = passing.some((column) => failingOrders.has(positions.orderOf[column]));
  return failing.length > 0 && passing.length > 0 && !isShared;
}

/** Keeps the first column of every order. */
export function dropRepeatedOrders(positions: OrderPositions, columns: readonly number[]): number[] {
  const first = new Map<number | undefined, number>();
  for (const column of columns.toReversed()) first.set(positions.orderOf[column], column);
  return columns.filter((column) => first.get(positions.orderOf[column]) === column);
}
