/** A test's night as people see it: one sign per iteration, and words for those who cannot see the signs. */
import { nameIterations } from './words.ts';

export interface CellStyle {
  readonly sign: string;
  readonly word: string;
  /** What colours go by. Errors look like failures: a reader cares that it broke, not in which phase. */
  readonly kind: 'passed' | 'failed' | 'rescued' | 'skipped' | 'none';
}

const NOT_REPORTED: CellStyle = { sign: '·', word: 'did not report', kind: 'none' };

const STYLES: ReadonlyMap<string, CellStyle> = new Map<string, CellStyle>([
  ['P', { sign: '✓', word: 'passed', kind: 'passed' }],
  ['F', { sign: '✗', word: 'failed', kind: 'failed' }],
  ['E', { sign: '✗', word: 'errored', kind: 'failed' }],
  ['R', { sign: '↻', word: 'failed first and passed on a retry', kind: 'rescued' }],
  ['S', { sign: '○', word: 'skipped', kind: 'skipped' }],
  ['-', NOT_REPORTED],
]);

/** Every sign once, in the order of a legend. */
export const LEGEND_CELLS: readonly CellStyle[] = ['P', 'F', 'R', 'S', '-'].map(styleOfCell);

export const STRIP_LEGEND = LEGEND_CELLS.map(({ sign, word }) => `${sign} ${word}`).join(', ');

export function styleOfCell(code: string): CellStyle {
  return STYLES.get(code) ?? NOT_REPORTED;
}

/** Signs for the cell codes of a test, e.g. `PPFP-` -> `✓✓✗✓·`; beyond `most` signs the middle is left out. */
export function renderStrip(codes: string, most = 40): string {
  if (codes.length <= most) return toSigns(codes);
  const half = Math.floor((most - 1) / 2);
  return `${toSigns(codes.slice(0, half))}…${toSigns(codes.slice(-half))}`;
}

function toSigns(codes: string): string {
  let signs = '';
  for (const code of codes) signs += styleOfCell(code).sign;
  return signs;
}

/** The same in words, failures first: `failed in iteration 3; passed in iterations 1, 2, 4 and 5`. */
export function describeStrip(codes: string, iterations: readonly number[]): string {
  const groups = new Map<string, number[]>();
  for (const code of 'FERPS-') groups.set(styleOfCell(code).word, []);
  [...codes].forEach((code, index) => {
    groups.get(styleOfCell(code).word)?.push(iterations[index] ?? index + 1);
  });
  return [...groups]
    .filter(([, numbers]) => numbers.length > 0)
    .map(([word, numbers]) => `${word} in ${nameIterations(numbers)}`)
    .join('; ');
}
