/**
 * What one execution of a test did, and what one cell of the matrix shows.
 *
 * A cell code is one letter, so that a test's night is a short string such as `PPFP-`:
 * P passed, F failed, E errored, R failed first and passed on a retry inside the iteration,
 * S skipped, `-` did not report. A missing result is never a skip: `S` and `-` stay apart.
 */
export type CellCode = 'P' | 'F' | 'E' | 'R' | 'S' | '-';

/** Cell codes as the bytes they are stored as; the index is the byte, the letter the code. */
export const CELL_CODES = ['-', 'P', 'F', 'E', 'S', 'R'] as const satisfies readonly CellCode[];

export const CELL = { none: 0, passed: 1, failed: 2, errored: 3, skipped: 4, rescued: 5 } as const;
export type CellByte = (typeof CELL)[keyof typeof CELL];

/** True where the first attempt of the iteration did not pass: F, E and R. */
export function isFirstFailure(code: string): boolean {
  return code === 'F' || code === 'E' || code === 'R';
}

/** True where the iteration ended with the test failed: F and E. */
export function isFailure(code: string): boolean {
  return code === 'F' || code === 'E';
}

/** True where the test really ran: everything but skipped and "did not report". */
export function isRun(code: string): boolean {
  return code === 'P' || isFirstFailure(code);
}
