/** Writes what a person sees of a run: a live view on a terminal, lines elsewhere. */
import type { RunEvent } from '../../model/run.ts';
import { listIterations } from '../modes/plan.ts';
import type { PreparedRun } from '../prepare-run.ts';
import { describeEnd, STOPPING } from './describe.ts';
import { closeLog, createGroupFrame, openLog, PLAIN_FRAME, sayLine, updateLog } from './log.ts';
import { renderWatch, type Screen } from './render.ts';
import { findRow, openWatch, updateWatch, type WatchState } from './watch-state.ts';

export interface WatchTerminal {
  readonly isTTY: boolean;
  readonly columns: number;
  /** Lines of the screen. */
  readonly rows: number;
  /** False with NO_COLOR. */
  readonly colors: boolean;
  write(text: string): unknown;
}

export interface WatcherPorts {
  readonly terminal: WatchTerminal;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
  /** From `openWatch`. */
  readonly state: WatchState;
  /** A random word when the output goes to the log of a GitHub workflow (GITHUB_ACTIONS is set); else null. */
  readonly groupToken: string | null;
}

export interface Watcher {
  show(event: RunEvent): void;
  /** Lets the clock of a live view go on while nothing happens: to be called about every second. */
  tick(): void;
  /** The person has stopped the run, which takes until the suite has ended. */
  showStopping(): void;
  /** Clears a live view; closes open groups. */
  close(): void;
}

/** A watcher for the iterations of a plan. */
export function watchPlan(
  { planned: { plan }, earlier, historyMs }: PreparedRun,
  ports: Omit<WatcherPorts, 'state'>,
): Watcher {
  const state = openWatch({
    iterations: plan.iterations,
    planned: listIterations(plan).length - earlier.length,
    parallel: plan.parallel,
    startedMs: ports.now(),
    earlierMs: earlier.map(({ durationMs }) => durationMs),
    historyMs,
    expectedTests: null,
  });
  return createWatcher({ ...ports, state });
}

const EVERY_MS = 100;
const MOST_LINES = 12;

export function createWatcher(ports: WatcherPorts): Watcher {
  return ports.groupToken === null && ports.terminal.isTTY ? createLiveView(ports) : createLogView(ports);
}

function createLiveView({ terminal, now, ...ports }: WatcherPorts): Watcher {
  let { state } = ports;
  let shown = 0;
  let next = -Infinity;
  const toTop = (): string => (shown > 0 ? `\u001b[${shown}A\r` : '\r');
  const draw = (): void => {
    const at = now();
    if (at < next) return;
    next = at + EVERY_MS;
    const lines = renderWatch(state, measure(terminal), at);
    terminal.write(`${toTop()}${lines.map((line) => `${line}\u001b[K\n`).join('')}\u001b[J`);
    shown = lines.length;
  };
  return {
    show(event) {
      state = updateWatch(state, event, now());
      if (event.kind !== 'output') draw();
    },
    tick: draw,
    showStopping() {
      state = { ...state, isStopping: true };
      if (next !== Infinity) next = now();
      draw();
    },
    close() {
      if (shown > 0) terminal.write(`${toTop()}\u001b[J`);
      shown = 0;
      next = Infinity;
    },
  };
}

/** A terminal that does not know its size says 0. */
function measure({ columns, rows, colors }: WatchTerminal): Screen {
  return { columns: columns || 80, rows: Math.min(MOST_LINES, (rows || 24) - 1), colors };
}

function createLogView({ terminal, now, groupToken, ...ports }: WatcherPorts): Watcher {
  let { state } = ports;
  let log = openLog(groupToken === null ? PLAIN_FRAME : createGroupFrame(groupToken));
  const say = (step: { readonly log: typeof log; readonly text: string }): void => {
    log = step.log;
    if (step.text !== '') terminal.write(step.text);
  };
  return {
    show(event) {
      state = updateWatch(state, event, now());
      say(updateLog(log, event, describeEvent(state, event)));
    },
    tick: () => undefined,
    showStopping() {
      say(sayLine(log, STOPPING));
    },
    close() {
      say(closeLog(log));
    },
  };
}

function describeEvent(state: WatchState, event: RunEvent): string {
  if (event.kind === 'iteration-started')
    return `iteration ${event.iteration}/${state.iterations} (seed ${event.seed})`;
  const row = event.kind === 'iteration-ended' ? findRow(state, event.run.iteration) : null;
  return row === null ? '' : describeEnd(row, state.iterations);
}
