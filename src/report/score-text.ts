/** Most tests of a suite share a handful of histories, so the text of a score is made once for each. */
import type { TestRow } from '../model/stability-report.ts';

const MOST_REMEMBERED = 4096;

/** `write` must use nothing of the row but its codes, counts, verdict and score. */
export function rememberByScore(write: (row: TestRow) => string): (row: TestRow) => string {
  const known = new Map<string, { readonly row: TestRow; readonly text: string }>();
  return (row) => {
    const hit = known.get(row.codes);
    if (hit !== undefined && hasSameScore(hit.row, row)) return hit.text;
    const text = write(row);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(row.codes, { row, text });
    return text;
  };
}

/** The same codes can carry another score where the histories before tonight differ. */
function hasSameScore(a: TestRow, b: TestRow): boolean {
  return (
    a.verdict === b.verdict &&
    a.ran === b.ran &&
    a.failed === b.failed &&
    a.score === b.score &&
    a.pFlaky === b.pFlaky &&
    a.pBroken === b.pBroken &&
    a.low === b.low &&
    a.median === b.median &&
    a.high === b.high &&
    a.runs95 === b.runs95 &&
    a.nights95 === b.nights95 &&
    a.redNight === b.redNight &&
    a.hiddenRate95 === b.hiddenRate95
  );
}
