/** Bodies that GitHub accepts: at most 65,536 characters and 262,144 bytes. We stay well below both. */
import type { StabilityReport } from '../model/stability-report.ts';
import { renderMarkdown } from '../report/markdown/render.ts';

/** In UTF-16 units, of which none takes more than three bytes: 180,000 bytes at most. */
export const MOST_BODY_CHARACTERS = 60_000;

/** The byte budgets that are tried: text in few or in many bytes a character. */
const BYTES_PER_CHARACTER = [3, 1.5, 1] as const;

/** The report in at most `characters` characters (at least 500); a script of many bytes does not shorten it early. */
export function renderWithin(
  report: StabilityReport,
  { characters, fullReport }: { characters: number; fullReport: string | null },
): string {
  for (const bytes of BYTES_PER_CHARACTER) {
    const text = renderMarkdown(report, { budgetBytes: Math.floor(characters * bytes), fullReport });
    if (text.length <= characters) return text;
  }
  throw new RangeError(`No rendering fits ${characters} characters`);
}

/** The first text that is short enough; null when none is. */
export function takeFirstWithin(rungs: Iterable<() => string>, characters: number): string | null {
  for (const render of rungs) {
    const text = render();
    if (text.length <= characters) return text;
  }
  return null;
}
