/**
 * Progress where nobody watches: the output of one iteration at a time, between a line that opens and one that sums
 * up. What runs beside it is held back until its turn.
 */
import type { RunEvent } from '../../model/run.ts';

export interface LogState {
  readonly frame: LogFrame;
  /** The iteration whose output is shown as it comes. */
  readonly onAir: number | null;
  /** The last output did not end its line. */
  readonly midLine: boolean;
  /** Characters of it that were shown. */
  readonly shown: number;
  /** What comes after too many: its end is shown when the iteration has ended. */
  readonly late: Kept;
  /** The others that started, by iteration. */
  readonly held: ReadonlyMap<number, Held>;
}

/** What surrounds the output of an iteration. */
export interface LogFrame {
  open(title: string): string;
  close(): string;
}

interface Kept {
  readonly output: string;
  /** Characters before it that were too many to keep. */
  readonly dropped: number;
}

interface Held extends Kept {
  readonly title: string;
  /** Null while it runs. */
  readonly summary: string | null;
}

interface Step {
  readonly log: LogState;
  /** To write now. */
  readonly text: string;
}

/** Characters that are held of one iteration: the last ones. */
const MOST_HELD = 1_000_000;
/** Characters that are shown as they come: a log takes no more, and who reads slowly would make us hold them all. */
const MOST_SHOWN = 4_000_000;
const NOTHING: Kept = { output: '', dropped: 0 };

export const PLAIN_FRAME: LogFrame = { open: (title) => `${title}\n`, close: () => '' };

/**
 * Folds the output in the log of a workflow run. Lines in it that look like workflow commands are not obeyed: `token`
 * must be one that the suite cannot guess.
 */
export function createGroupFrame(token: string): LogFrame {
  return {
    open: (title) => `::group::${title}\n::stop-commands::${token}\n`,
    close: () => `::${token}::\n::endgroup::\n`,
  };
}

export function openLog(frame: LogFrame): LogState {
  return { frame, onAir: null, midLine: false, shown: 0, late: NOTHING, held: new Map() };
}

/** `words`: the title of an iteration that starts, the summary of one that ended. */
export function updateLog(log: LogState, event: RunEvent, words: string): Step {
  switch (event.kind) {
    case 'iteration-started':
      return startIteration(log, event.iteration, words);
    case 'output':
      return log.onAir === event.iteration ? say(log, event.text) : holdOutput(log, event);
    case 'iteration-ended':
      return endIteration(log, event.run.iteration, words);
    default:
      return { log, text: '' };
  }
}

/** A line of our own in the middle of what is shown. */
export function sayLine(log: LogState, line: string): Step {
  return { log: { ...log, midLine: false }, text: `${log.midLine ? '\n' : ''}${line}\n` };
}

/** Closes what is open and shows all that is held: when a run breaks off, nothing is lost. */
export function closeLog(log: LogState): Step {
  let step: Step = { log, text: '' };
  while (step.log.onAir !== null) {
    const next = endOnAir(step.log, '');
    step = { log: next.log, text: step.text + next.text };
  }
  return step;
}

function startIteration(log: LogState, iteration: number, title: string): Step {
  if (log.onAir === iteration || log.held.has(iteration)) return { log, text: '' };
  return goOn(hold(log, iteration, { title, output: '', dropped: 0, summary: null }));
}

function endIteration(log: LogState, iteration: number, summary: string): Step {
  if (log.onAir === iteration) return endOnAir(log, `${summary}\n`);
  const held = log.held.get(iteration);
  return { log: held === undefined ? log : hold(log, iteration, { ...held, summary }), text: '' };
}

function endOnAir(log: LogState, lastLine: string): Step {
  const end = tellKept(log.late, log.midLine);
  const isMidLine = end === '' ? log.midLine : !end.endsWith('\n');
  const closing = `${end}${isMidLine ? '\n' : ''}${log.frame.close()}${lastLine}`;
  const next = goOn({ ...log, onAir: null, midLine: false });
  return { log: next.log, text: closing + next.text };
}

/** Puts the next iteration on air when the place is free: first those that ended, then the lowest. */
function goOn(log: LogState): Step {
  const waiting = [...log.held].sort(
    ([a, one], [b, other]) => Number(one.summary === null) - Number(other.summary === null) || a - b,
  );
  const [next] = waiting;
  if (log.onAir !== null || next === undefined) return { log, text: '' };
  const [iteration, held] = next;
  const { title, summary } = held;
  const others = new Map(log.held);
  others.delete(iteration);
  const fresh = { ...log, onAir: iteration, midLine: false, shown: 0, late: NOTHING, held: others };
  const opened = say(fresh, tellKept(held, false));
  const text = log.frame.open(title) + opened.text;
  if (summary === null) return { log: opened.log, text };
  const ended = endOnAir(opened.log, `${summary}\n`);
  return { log: ended.log, text: text + ended.text };
}

function say(log: LogState, text: string): Step {
  const shown = log.shown + text.length;
  if (log.late !== NOTHING || shown > MOST_SHOWN)
    return { log: { ...log, late: keepLast(log.late, text) }, text: '' };
  return { log: text === '' ? log : { ...log, shown, midLine: !text.endsWith('\n') }, text };
}

function tellKept({ output, dropped }: Kept, isMidLine: boolean): string {
  const note = `${isMidLine ? '\n' : ''}(${dropped} characters of output left out)\n`;
  return dropped > 0 ? note + output : output;
}

/** Cut only when twice as much is there, so that long outputs are not copied for every piece. */
function keepLast({ output, dropped }: Kept, text: string): Kept {
  const all = output + text;
  const extra = all.length > 2 * MOST_HELD ? all.length - MOST_HELD : 0;
  return { output: all.slice(extra), dropped: dropped + extra };
}

function hold(log: LogState, iteration: number, held: Held): LogState {
  return { ...log, held: new Map(log.held).set(iteration, held) };
}

function holdOutput(log: LogState, { iteration, text }: { iteration: number; text: string }): Step {
  const held = log.held.get(iteration);
  if (held === undefined) return { log, text: '' };
  return { log: hold(log, iteration, { ...held, ...keepLast(held, text) }), text: '' };
}
