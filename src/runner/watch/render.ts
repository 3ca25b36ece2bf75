/** The live view: one line per iteration and one for the whole run. */
import { clamp } from '../../kit/numbers.ts';
import { countOf } from '../../kit/plural.ts';
import {
  describeEnding,
  isGood,
  STOPPING,
  countCells,
  cutToCells,
  showDuration,
  showPlain,
} from './describe.ts';
import { countDiffering, countDone, type WatchRow, type WatchState } from './watch-state.ts';
import { estimateRest, estimateShare } from './estimate.ts';

export interface Screen {
  readonly columns: number;
  /** Most lines. */
  readonly rows: number;
  readonly colors: boolean;
}

type Tone = 'plain' | 'good' | 'bad' | 'dim';
type Span = readonly [text: string, tone: Tone];

const CODES: Readonly<Record<Exclude<Tone, 'plain'>, number>> = { good: 32, bad: 31, dim: 2 };
/** Room that is left for the bar when the words have taken theirs. */
const BAR = { least: 6, most: 24 };
const WORDS = 68;

/** No line is wider than the screen, and the last column stays free: some terminals break the line there. */
export function renderWatch(state: WatchState, screen: Screen, nowMs: number): readonly string[] {
  const rows = chooseRows(state, Math.max(0, screen.rows - 1));
  const lines = [...rows.map((row) => rowSpans(state, row, { screen, nowMs })), totalSpans(state, nowMs)];
  return lines.map((spans) => paint(fit(spans, screen.columns - 1), screen.colors));
}

/** All that run and the latest of those that ended, by iteration. */
function chooseRows({ rows }: WatchState, most: number): readonly WatchRow[] {
  const byInterest = rows.toSorted(
    (a, b) => Number(a.end !== null) - Number(b.end !== null) || b.iteration - a.iteration,
  );
  return byInterest.slice(0, most).sort((a, b) => a.iteration - b.iteration);
}

function rowSpans(
  state: WatchState,
  row: WatchRow,
  { screen, nowMs }: { screen: Screen; nowMs: number },
): readonly Span[] {
  const digits = String(state.iterations).length;
  const width = clamp(screen.columns - WORDS, BAR.least, BAR.most);
  const share = estimateShare(state, row, nowMs);
  const { end } = row;
  const time = showDuration(end?.durationMs ?? nowMs - row.startedMs);
  const last: Span =
    end === null
      ? [showPlain(nameOf(row.current ?? '').slice(0, screen.columns)), 'dim']
      : [describeEnding(end.ending), isGood(end.ending) ? 'good' : 'bad'];
  return [
    [`${String(row.iteration).padStart(digits)}/${state.iterations} `, 'plain'],
    [share === null ? '' : `${renderBar(share, width)} `, end === null ? 'plain' : last[1]],
    ...countSpans(row),
    [`${time}  `, 'plain'],
    last,
  ];
}

/** None when no test was seen: zeros would say that none ran. */
function countSpans(row: WatchRow): readonly Span[] {
  if (countDone(row) === 0) return [];
  const { passed, failed, skipped } = row;
  return [
    [`${passed} passed, `, 'plain'],
    [`${failed} failed`, failed > 0 ? 'bad' : 'plain'],
    [skipped > 0 ? `, ${skipped} skipped  ` : '  ', 'plain'],
  ];
}

/** Without the file and the classes: there is room for one of them, and the name says more. */
function nameOf(id: string): string {
  const at = id.indexOf('::');
  return at < 0 ? id : id.slice(at + 2);
}

function totalSpans(state: WatchState, nowMs: number): readonly Span[] {
  const ended = state.rows.filter(({ end }) => end !== null);
  const bad = ended.filter(({ end }) => end !== null && !isGood(end.ending)).length;
  const done = ended.length + state.earlierMs.length;
  const differing = countDiffering(state.failures);
  const restMs = estimateRest(state, nowMs);
  const all = state.planned + state.earlierMs.length;
  return [
    [`${done} of ${all} done`, 'plain'],
    [bad > 0 ? `, ${bad} not clean` : '', 'bad'],
    [differing > 0 ? `, ${countOf(differing, 'looks', 'look')} flaky` : '', 'bad'],
    [`  ${showDuration(nowMs - state.startedMs)}`, 'plain'],
    state.isStopping
      ? [`  ${STOPPING}`, 'bad']
      : [restMs === null ? '' : `  about ${showDuration(restMs)} left`, 'dim'],
  ];
}

/** ASCII only: block characters are two cells wide on some terminals. */
function renderBar(share: number, width: number): string {
  const filled = Math.floor(share * width);
  return `[${'='.repeat(filled)}${' '.repeat(width - filled)}]`;
}

function fit(spans: readonly Span[], cells: number): readonly Span[] {
  let free = Math.max(0, cells);
  return spans.map(([text, tone]): Span => {
    const part = cutToCells(text, free);
    free = part.length < text.length ? 0 : free - countCells(part);
    return [part, tone];
  });
}

function paint(spans: readonly Span[], colors: boolean): string {
  return spans
    .filter(([text]) => text !== '')
    .map(([text, tone]) => (!colors || tone === 'plain' ? text : `\u001b[${CODES[tone]}m${text}\u001b[0m`))
    .join('')
    .trimEnd();
}
