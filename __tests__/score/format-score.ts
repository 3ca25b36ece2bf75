import type { Score } from '../../src/model/verdict.ts';
import { VECTOR_COLUMNS } from './vectors.ts';

/** A score as the vectors write it: six digits, whole numbers as they are. */
export function formatScore(score: Score): string[] {
  return VECTOR_COLUMNS.map((column) => {
    const value = score[column];
    return typeof value === 'string' || (Number.isInteger(value) && column.endsWith('95'))
      ? String(value)
      : value.toFixed(6);
  });
}
