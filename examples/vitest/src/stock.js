/** A shop's stock, and a warehouse that does not always answer in time. */
import process from 'node:process';

export class Stock {
  #pieces;

  constructor(pieces) {
    this.#pieces = new Map(Object.entries(pieces));
  }

  /** Throws when there are fewer pieces than wanted. */
  reserve(name, count = 1) {
    const left = (this.#pieces.get(name) ?? 0) - count;
    if (left < 0) throw new Error(`only ${left + count} of ${name} left`);
    this.#pieces.set(name, left);
    return left;
  }
}

/**
 * How long the warehouse takes. Real flakiness comes from clocks, networks and load; this one comes from the number
 * of the iteration, so that everybody who tries the example gets the same answer: slow in the second and the fourth.
 */
export function warehouseAnswerMs() {
  const iteration = Number(process.env.FOCUS_STABILITY_ITERATION ?? 1);
  return [2, 4].includes(iteration) ? 1500 : 20;
}
