/** A test's night as people see it: one sign per iteration. */

/** Errors look like failures: a reader cares that it broke, not in which phase. */
const STRIP_SIGNS: ReadonlyMap<string, string> = new Map([
  ['P', '✓'],
  ['F', '✗'],
  ['E', '✗'],
  ['R', '↻'],
  ['S', '○'],
  ['-', '·'],
]);

export const STRIP_LEGEND =
  '✓ passed, ✗ failed, ↻ failed first and passed on a retry, ○ skipped, · did not report';

/** Signs for the cell codes of a test, e.g. `PPFP-` -> `✓✓✗✓·`; beyond `most` signs the middle is left out. */
export function renderStrip(codes: string, most = 40): string {
  if (codes.length <= most) return toSigns(codes);
  const half = Math.floor((most - 1) / 2);
  return `${toSigns(codes.slice(0, half))}…${toSigns(codes.slice(-half))}`;
}

function toSigns(codes: string): string {
  let signs = '';
  for (const code of codes) signs += STRIP_SIGNS.get(code) ?? '?';
  return signs;
}
