/** How far iterations are and how long the rest will take. */
import { clamp } from '../../kit/numbers.ts';
import { quantile } from '../../kit/statistics.ts';
import { countDone, type WatchRow, type WatchState } from './watch-state.ts';

/** A running iteration may take longer than the others: its bar is full only when it ended. */
const ALMOST = 0.99;

/** Part of an iteration that is done, 0..1; null when nothing is known to compare it with. */
export function estimateShare(state: WatchState, row: WatchRow, nowMs: number): number | null {
  if (row.end !== null) return 1;
  const tests = expectTests(state);
  if (tests !== null && tests > 0) return Math.min(ALMOST, countDone(row) / tests);
  const typicalMs = expectDuration(state, nowMs);
  return typicalMs === null ? null : Math.min(ALMOST, (nowMs - row.startedMs) / Math.max(1, typicalMs));
}

/** Milliseconds until the last planned iteration ends; null while nothing is known. */
export function estimateRest(state: WatchState, nowMs: number): number | null {
  const typicalMs = expectDuration(state, nowMs);
  if (typicalMs === null) return null;
  const running = state.rows.filter(({ end }) => end === null);
  const rests = running.map(({ startedMs }) => Math.max(0, typicalMs - (nowMs - startedMs)));
  const waiting = Math.max(0, state.planned - state.rows.length);
  const work = rests.reduce((sum, rest) => sum + rest, waiting * typicalMs);
  const places = clamp(running.length + waiting, 1, state.parallel);
  return Math.max(work / places, ...rests, 0);
}

/** Tests of an iteration: the most that one had, else what was announced. */
function expectTests({ rows, expectedTests }: WatchState): number | null {
  const ended = rows.filter(({ end }) => end !== null).map(countDone);
  return ended.length > 0 ? Math.max(...ended) : expectedTests;
}

/** Median of those that ended, the lower of two; before that, of the last run; without one, the pace of the one that is furthest. */
function expectDuration(state: WatchState, nowMs: number): number | null {
  const { rows, expectedTests, earlierMs, historyMs } = state;
  const ended = [...earlierMs, ...rows.flatMap(({ end }) => end?.durationMs ?? [])];
  if (ended.length > 0) return quantile(ended, 0.5);
  if (historyMs.length > 0) return quantile(historyMs, 0.5);
  if (expectedTests === null) return null;
  const paces = rows
    .filter((row) => countDone(row) > 0)
    .map((row) => ((nowMs - row.startedMs) * Math.max(expectedTests, countDone(row))) / countDone(row));
  return paces.length > 0 ? Math.min(...paces) : null;
}
