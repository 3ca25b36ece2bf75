/** What a cell of the matrix looks like and is called: a glyph, a word and a class; never colour alone. */
import { joinWords } from './format.ts';

export interface CellLook {
  readonly glyph: string;
  readonly word: string;
  readonly className: string;
}

const NOT_REPORTED: CellLook = { glyph: '·', word: 'did not report', className: 'cell-none' };

const LOOKS: ReadonlyMap<string, CellLook> = new Map([
  ['P', { glyph: '✓', word: 'passed', className: 'cell-passed' }],
  ['F', { glyph: '✗', word: 'failed', className: 'cell-failed' }],
  ['E', { glyph: '✗', word: 'errored', className: 'cell-failed' }],
  ['R', { glyph: '↻', word: 'failed first, passed on a retry', className: 'cell-rescued' }],
  ['S', { glyph: '○', word: 'skipped', className: 'cell-skipped' }],
  ['-', NOT_REPORTED],
]);

/** Every look once, in the order of a legend. */
export const CELL_LEGEND: readonly (readonly [word: string, look: CellLook])[] = [...LOOKS]
  .filter(([code]) => code !== 'E')
  .map(([code, look]) => [code === 'F' ? 'failed or errored' : look.word, look]);

export function lookAtCell(code: string): CellLook {
  return LOOKS.get(code) ?? NOT_REPORTED;
}

/** Words for the whole strip, e.g. `failed in iteration 3; passed in iterations 1, 2, 4 and 5`. */
export function describeStrip(codes: string, iterations: readonly number[]): string {
  const groups = new Map<string, number[]>();
  for (const code of ['F', 'E', 'R', 'P', 'S', '-']) groups.set(lookAtCell(code).word, []);
  [...codes].forEach((code, index) => {
    groups.get(lookAtCell(code).word)?.push(iterations[index] ?? index + 1);
  });
  return [...groups]
    .filter(([, numbers]) => numbers.length > 0)
    .map(([word, numbers]) => `${word} in ${nameIterations(numbers)}`)
    .join('; ');
}

/** `iteration 3`, `iterations 1, 2 and 4`. */
export function nameIterations(numbers: readonly number[]): string {
  return `${numbers.length === 1 ? 'iteration' : 'iterations'}\u00a0${listNumbers(numbers)}`;
}

/** `1, 2 and 4`; three or more in a row are shortened to `2–5`. */
export function listNumbers(numbers: readonly number[]): string {
  const spans: string[] = [];
  for (let start = 0; start < numbers.length;) {
    let end = start;
    while (end + 1 < numbers.length && numbers[end + 1] === (numbers[end] ?? 0) + 1) end += 1;
    if (end - start < 2) end = start;
    spans.push(start === end ? `${numbers[start]}` : `${numbers[start]}–${numbers[end]}`);
    start = end + 1;
  }
  return joinWords(spans);
}
