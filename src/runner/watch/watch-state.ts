/** What is known of a run while it runs. */
import type { Ending, IterationRun, RunEvent } from '../../model/run.ts';
import { readAnnouncement } from '../../producers/list.ts';

export interface WatchState {
  /** Iterations of the whole run: the n of "2/n". */
  readonly iterations: number;
  /** Iterations that this session runs. */
  readonly planned: number;
  readonly parallel: number;
  readonly startedMs: number;
  /** Durations of iterations that an earlier session finished. */
  readonly earlierMs: readonly number[];
  /** Durations of the same command in runs before this one: they tell how long it takes, and count for nothing. */
  readonly historyMs: readonly number[];
  /** The person has stopped the run: what runs is being ended. */
  readonly isStopping: boolean;
  /** Tests of an iteration, when known before the first ended. */
  readonly expectedTests: number | null;
  /** In the order in which they started. */
  readonly rows: readonly WatchRow[];
  readonly failures: Failures;
}

export interface WatchRow {
  readonly iteration: number;
  readonly seed: number;
  readonly startedMs: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Test that started last and has not ended; null when none is known. */
  readonly current: string | null;
  readonly failures: FailureChain | null;
  /** Null while it runs. */
  readonly end: { readonly ending: Ending; readonly durationMs: number } | null;
}

type TestSeen = Extract<RunEvent, { kind: 'test-seen' }>;

export function openWatch(about: Omit<WatchState, 'rows' | 'failures' | 'isStopping'>): WatchState {
  return { ...about, isStopping: false, rows: [], failures: NO_FAILURES };
}

/** Events of unknown iterations, and of those that ended, change nothing. */
export function updateWatch(state: WatchState, event: RunEvent, nowMs: number): WatchState {
  switch (event.kind) {
    case 'iteration-started':
      return startRow(state, event, nowMs);
    case 'test-seen':
      return changeRow(state, event.iteration, (row) => countTest(row, event));
    case 'iteration-ended':
      return endRow(state, event.run);
    case 'output':
      return state.expectedTests === null ? { ...state, expectedTests: readAnnouncement(event.text) } : state;
    default:
      return state;
  }
}

export function findRow({ rows }: WatchState, iteration: number): WatchRow | null {
  return rows.find((row) => row.iteration === iteration) ?? null;
}

export function countDone({ passed, failed, skipped }: WatchRow): number {
  return passed + failed + skipped;
}

function startRow(
  state: WatchState,
  { iteration, seed }: { readonly iteration: number; readonly seed: number },
  startedMs: number,
): WatchState {
  if (findRow(state, iteration) !== null) return state;
  const row: WatchRow = {
    iteration,
    seed,
    startedMs,
    passed: 0,
    failed: 0,
    skipped: 0,
    current: null,
    failures: null,
    end: null,
  };
  return { ...state, rows: [...state.rows, row] };
}

function endRow(state: WatchState, { iteration, ending, durationMs }: IterationRun): WatchState {
  const row = findRow(state, iteration);
  if (row === null || row.end !== null) return state;
  const failures = addFailures(state.failures, row.failures, ending);
  const end = { ending, durationMs };
  return changeRow({ ...state, failures }, iteration, () => ({ ...row, current: null, failures: null, end }));
}

function changeRow(state: WatchState, iteration: number, change: (row: WatchRow) => WatchRow): WatchState {
  const place = state.rows.findIndex((row) => row.iteration === iteration && row.end === null);
  const row = state.rows[place];
  return row === undefined ? state : { ...state, rows: state.rows.with(place, change(row)) };
}

function countTest(row: WatchRow, { id, outcome }: TestSeen): WatchRow {
  if (outcome === 'started') return { ...row, current: id };
  const current = row.current === id ? null : row.current;
  const failures = outcome === 'failed' ? { id, before: row.failures } : row.failures;
  return { ...row, current, failures, [outcome]: row[outcome] + 1 };
}

/** Failed tests of one iteration, latest first: adding one leaves the others as they are. */
export interface FailureChain {
  readonly id: string;
  readonly before: FailureChain | null;
}

export interface Failures {
  /** Iterations that ran to their end: only those can be compared. */
  readonly compared: number;
  /** In how many of them a test failed; by id. */
  readonly counts: ReadonlyMap<string, number>;
}

export const NO_FAILURES: Failures = { compared: 0, counts: new Map() };

export function addFailures(failures: Failures, chain: FailureChain | null, ending: Ending): Failures {
  if (ending.kind !== 'exited') return failures;
  const ids = new Set<string>();
  for (let link = chain; link !== null; link = link.before) ids.add(link.id);
  const counts = new Map(failures.counts);
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return { compared: failures.compared + 1, counts };
}

/** Tests that failed in some of the compared iterations and not in all. */
export function countDiffering({ compared, counts }: Failures): number {
  let differing = 0;
  for (const count of counts.values()) if (count < compared) differing += 1;
  return differing;
}
