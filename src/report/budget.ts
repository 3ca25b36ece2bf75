/** Fits a text into a number of bytes by taking the first rung of a ladder that is short enough. */

/** Every ladder's last rung must fit into this. */
export const LEAST_BUDGET_BYTES = 500;

export function countBytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Gets the budget, so that it may give up (null) as soon as it is spent. */
type Rung = (budgetBytes: number) => string | null;

/**
 * The first text that fits `budgetBytes` bytes of UTF-8. Rungs are made only when they are tried.
 * Throws RangeError below 500 bytes, and when even the last rung is too long (a defect of the ladder).
 */
export function takeFirstThatFits(rungs: readonly Rung[], budgetBytes: number): string {
  if (budgetBytes < LEAST_BUDGET_BYTES) {
    throw new RangeError(`The budget must be at least ${LEAST_BUDGET_BYTES} bytes, not ${budgetBytes}`);
  }
  for (const render of rungs) {
    const text = render(budgetBytes);
    if (text !== null && countBytes(text) <= budgetBytes) return text;
  }
  throw new RangeError(`No rung of the ladder fits ${budgetBytes} bytes`);
}
