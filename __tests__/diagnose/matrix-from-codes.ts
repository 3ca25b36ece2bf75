/** A matrix for tests of hints: one code string per test, and what else a hint looks at. */
import { CELL_CODES, type CellByte, type CellCode } from '../../src/model/outcome.ts';
import type { StabilityMatrix } from '../../src/model/matrix.ts';

export interface MatrixFacts {
  /** By test, e.g. `PPFP-`. */
  readonly codes: readonly string[];
  /** By test, then by column; 100 ms where absent. */
  readonly durationsMs?: readonly (readonly number[])[];
  /** By column: test numbers in finishing order, null for the order of the first column; all null when absent. */
  readonly orders?: readonly (readonly number[] | null)[];
}

export function buildMatrixFromCodes({ codes, durationsMs = [], orders = [] }: MatrixFacts): StabilityMatrix {
  const cell = (test: number, column: number): CellByte =>
    CELL_CODES.indexOf((codes[test]?.charAt(column) ?? '-') as CellCode) as CellByte;
  return {
    testCount: codes.length,
    iterations: [...(codes[0] ?? '')].map((_, column) => column + 1),
    name: (test) => ({ id: `test_${test}`, classname: '', name: `test_${test}`, file: null }),
    cell,
    codes: (test) => codes[test] ?? '',
    durationMs: (test, column) =>
      cell(test, column) === 0 ? Number.NaN : (durationsMs[test]?.[column] ?? 100),
    attempts: () => null,
    retriedTests: () => 0,
    evidence: () => [],
    evidenceOmitted: () => 0,
    droppedExecutions: () => 0,
    order: (column) => {
      const order = orders[column] ?? null;
      return order === null ? null : Uint32Array.from(order);
    },
    everFailed: () => Uint32Array.from(codes.keys()).filter((test) => /[FER]/.test(codes[test] ?? '')),
  };
}
