/**
 * Decides the outcome of one case from its children. Presence counts, even of an empty element:
 *
 *   error                                -> errored
 *   failure                              -> failed   (also with flaky elements beside it: nextest's flaky-fail)
 *   skipped                              -> skipped
 *   flakyFailure / flakyError only       -> rescued  (failed first, passed on a retry)
 *   rerunFailure / rerunError only       -> failed   (attempts of a test that never passed)
 *   nothing, status or result says so    -> skipped, failed, errored (CTest, GoogleTest)
 *   nothing                              -> passed
 */
import { CELL, type CellByte } from '../model/outcome.ts';

export interface CaseChildren {
  errors: number;
  failures: number;
  skipped: number;
  flaky: number;
  reruns: number;
}

const STATUS_OUTCOME: ReadonlyMap<string, CellByte> = new Map<string, CellByte>([
  ['notrun', CELL.skipped],
  ['disabled', CELL.skipped],
  ['suppressed', CELL.skipped],
  ['skipped', CELL.skipped],
  ['ignored', CELL.skipped],
  ['pending', CELL.skipped],
  ['notexecuted', CELL.skipped],
  ['fail', CELL.failed],
  ['failed', CELL.failed],
  ['failure', CELL.failed],
  ['error', CELL.errored],
  ['errored', CELL.errored],
]);

/** `null` when no child decides; then `decideByStatus` has the word. */
export function decideByChildren(children: CaseChildren): CellByte | null {
  if (children.errors > 0) return CELL.errored;
  if (children.failures > 0) return CELL.failed;
  if (children.skipped > 0) return CELL.skipped;
  if (children.flaky > 0) return CELL.rescued;
  if (children.reruns > 0) return CELL.failed;
  return null;
}

/** Outcome named by a `status` or `result` attribute; passed when the word means nothing to us. */
export function decideByStatus(words: readonly string[]): CellByte {
  for (const word of words) {
    const outcome = STATUS_OUTCOME.get(word.trim().toLowerCase());
    if (outcome !== undefined) return outcome;
  }
  return CELL.passed;
}
