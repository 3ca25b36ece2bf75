/** Words for what became of an iteration, and foreign text made safe and measured for a terminal. */
import type { Ending } from '../../model/run.ts';
import { countDone, type WatchRow } from './watch-state.ts';

/** What a person reads between Ctrl-C and the end of the suite. */
export const STOPPING = 'stopping; Ctrl-C again to stop at once';

/** One line about an iteration that ended; without counts when its output named no test. */
export function describeEnd(row: WatchRow, iterations: number): string {
  const name = `iteration ${row.iteration}/${iterations}`;
  if (row.end === null) return name;
  const { ending, durationMs } = row.end;
  const { passed, failed, skipped } = row;
  const counts = countDone(row) > 0 ? `${passed} passed, ${failed} failed, ${skipped} skipped in ` : '';
  return `${name}: ${counts}${showDuration(durationMs)}, ${describeEnding(ending)}`;
}

export function describeEnding(ending: Ending): string {
  switch (ending.kind) {
    case 'exited':
      return `exit code ${ending.code}`;
    case 'signalled':
      return `ended by ${showReason(ending.signal)}`;
    case 'timed-out':
      return `timed out after ${showDuration(ending.afterMs)}`;
    case 'interrupted':
      return 'interrupted';
    default:
      return `not started: ${showReason(ending.reason)}`;
  }
}

export function isGood(ending: Ending): boolean {
  return ending.kind === 'exited' && ending.code === 0;
}

/** The workflow log understands `##[command]` anywhere in a line. */
function showReason(reason: string): string {
  return showPlain(reason).replaceAll('##[', '## [');
}

/** Controls, format characters (bidi among them), lone surrogates, private and unassigned characters, line separators. */
const UNSHOWABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
/** From here on a character may take two cells; counting too many is safe, counting too few breaks the view. */
const FIRST_WIDE = 0x1100;

export function showPlain(text: string): string {
  return text.replace(UNSHOWABLE, '?');
}

/** Most cells that the text takes. */
export function countCells(text: string): number {
  let cells = 0;
  for (const char of text) cells += cellsOf(char);
  return cells;
}

/** The beginning that fits into so many cells. */
export function cutToCells(text: string, cells: number): string {
  let used = 0;
  let end = 0;
  for (const char of text) {
    used += cellsOf(char);
    if (used > cells) return text.slice(0, end);
    end += char.length;
  }
  return text;
}

/** Time for people: `0.4s`, `12s`, `3m 05s`, `2h 07m`. */
export function showDuration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}s`;
  const pad = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${pad(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h ${pad(Math.floor(seconds / 60) % 60)}m`;
}

function cellsOf(char: string): number {
  return (char.codePointAt(0) ?? 0) < FIRST_WIDE ? 1 : 2;
}
