import type { Ending, RunEvent } from '../../../src/model/run.ts';
import type { WatchTerminal } from '../../../src/runner/watch/watcher.ts';
import { openWatch, updateWatch, type WatchState } from '../../../src/runner/watch/watch-state.ts';

type Outcome = 'started' | 'passed' | 'failed' | 'skipped';

export const start = (iteration: number): RunEvent => ({ kind: 'iteration-started', iteration, seed: 7 });
export const output = (iteration: number, text: string): RunEvent => ({ kind: 'output', iteration, text });
export const seen = (iteration: number, id: string, outcome: Outcome): RunEvent => ({
  kind: 'test-seen',
  iteration,
  id,
  outcome,
});
export const end = (
  iteration: number,
  durationMs = 1000,
  ending: Ending = { kind: 'exited', code: 0 },
): RunEvent => ({
  kind: 'iteration-ended',
  run: { iteration, seed: 7, ending, durationMs, reports: [], problems: [], outputTail: '' },
});

export const fresh = (changes: Partial<WatchState> = {}): WatchState => ({
  ...openWatch({
    iterations: 5,
    planned: 5,
    parallel: 1,
    startedMs: 0,
    earlierMs: [],
    historyMs: [],
    expectedTests: null,
  }),
  ...changes,
});

export function play(state: WatchState, events: readonly (readonly [number, RunEvent])[]): WatchState {
  return events.reduce((before, [at, event]) => updateWatch(before, event, at), state);
}

export function recordTerminal(changes: Partial<WatchTerminal> = {}): WatchTerminal & { written: string[] } {
  const written: string[] = [];
  return {
    written,
    isTTY: true,
    columns: 100,
    rows: 30,
    colors: false,
    write: (text) => written.push(text),
    ...changes,
  };
}
