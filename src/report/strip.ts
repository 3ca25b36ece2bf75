/** A test's night as people see it: one sign per iteration, and words for those who cannot see the signs. */
import { nameIterations } from './words.ts';

export interface CellLook {
  readonly sign: string;
  readonly word: string;
  /** What colours go by. Errors look like failures: a reader cares that it broke, not in which phase. */
  readonly kind: 'passed' | 'failed' | 'rescued' | 'skipped' | 'none';
}

const NOT_REPORTED: CellLook = { sign: '·', word: 'did not report', kind: 'none' };

const LOOKS: ReadonlyMap<string, CellLook> = new Map<string, CellLook>([
  ['P', { sign: '✓', word: 'passed', kind: 'passed' }],
  ['F', { sign: '✗', word: 'failed', kind: 'failed' }],
  ['E', { sign: '✗', word: 'errored', kind: 'failed' }],
  ['R', { sign: '↻', word: 'failed first and passed on a retry', kind: 'rescued' }],
  ['S', { sign: '○', word: 'skipped', kind: 'skipped' }],
  ['-', NOT_REPORTED],
]);

/** Every sign once, in the order of a legend. */
export const LEGEND_LOOKS: readonly CellLook[] = ['P', 'F', 'R', 'S', '-'].map(lookAtCell);

export const STRIP_LEGEND = LEGEND_LOOKS.map(({ sign, word }) => `${sign} ${word}`).join(', ');

export function lookAtCell(code: string): CellLook {
  return LOOKS.get(code) ?? NOT_REPORTED;
}

/** Signs for the cell codes of a test, e.g. `PPFP-` -> `✓✓✗✓·`; beyond `most` signs the middle is left out. */
export function renderStrip(codes: string, most = 40): string {
  if (codes.length <= most) return toSigns(codes);
  const half = Math.floor((most - 1) / 2);
  return `${toSigns(codes.slice(0, half))}…${toSigns(codes.slice(-half))}`;
}

function toSigns(codes: string): string {
  let signs = '';
  for (const code of codes) signs += lookAtCell(code).sign;
  return signs;
}

/** The same in words, failures first: `failed in iteration 3; passed in iterations 1, 2, 4 and 5`. */
export function describeStrip(codes: string, iterations: readonly number[]): string {
  const groups = new Map<string, number[]>();
  for (const code of 'FERPS-') groups.set(lookAtCell(code).word, []);
  [...codes].forEach((code, index) => {
    groups.get(lookAtCell(code).word)?.push(iterations[index] ?? index + 1);
  });
  return [...groups]
    .filter(([, numbers]) => numbers.length > 0)
    .map(([word, numbers]) => `${word} in ${nameIterations(numbers)}`)
    .join('; ');
}
