/** Words for what became of an iteration. */
import type { Ending } from '../../model/run.ts';
import { showDuration, showPlain } from './text.ts';
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
