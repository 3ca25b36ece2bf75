/** The report on one screen of a terminal: at most 24 lines at 80 columns. */
import type { LedgerFile } from '../../model/ledger.ts';
import type { Problem } from '../../model/problem.ts';
import { RUN_NOTE_NAME } from '../../model/run-note.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import type { Verdict } from '../../model/verdict.ts';
import { decideFinalOutcome } from '../../model/final-outcome.ts';
import { showOnOneLine, shortenMiddle } from '../../kit/visible.ts';
import {
  describeEvidence,
  describeGate,
  describePower,
  describeRetries,
  describeVerdict,
  headlineSign,
  summariseIncident,
} from '../sentences.ts';
import { joinWords, plural, STATE_WORDS } from '../words.ts';
import type { Colors } from './colors.ts';
import { renderTests } from './tests.ts';
import { fitEnd, fitMiddle, padEnd, wrapWords } from './width.ts';

export interface TerminalOptions {
  readonly colors: Colors;
  /** Columns of the terminal; below 40 it is taken as 40. */
  readonly width: number;
  /** Paths of the written reports, the one for people first. */
  readonly outputs: readonly string[];
}

const LABEL_WIDTH = 10;
const MOST_PROBLEMS = 2;
/** Half of the line: what is wrong must be read too. */
const MOST_PATH = 35;
const MOST_FAILING = 3;
const MOST_FLAKY = 4;

/** Lines of text, each ended by a line break; hostile names cannot move the cursor or change colours. */
export function renderTerminal(report: StabilityReport, options: TerminalOptions): string {
  const { colors } = options;
  const columns = Math.max(40, options.width);
  const verdict = fitEnd(describeVerdict(report), columns - 3);
  const lines = [`${headlineSign(report)} ${colors.bold(verdict)}`];
  for (const { label, text } of listBlocks(report, { ...options, width: columns - LABEL_WIDTH })) {
    for (const [index, line] of text.entries()) {
      const margin = padEnd(index === 0 ? label : '', LABEL_WIDTH);
      lines.push(`${colors.dim(margin)}${line}`.trimEnd());
    }
  }
  return `${lines.join('\n')}\n`;
}

/** What stands beside each label; a block without lines is not shown. */
function listBlocks(report: StabilityReport, options: TerminalOptions): { label: string; text: string[] }[] {
  const room = { width: options.width, lines: 2 };
  return [
    { label: 'Evidence', text: renderEvidence(report, options.width) },
    ...listTests(report, options),
    { label: 'Incident', text: renderIncidents(report, options.width) },
    { label: 'Retries', text: report.retryHiding.retriesSeen ? wrap(describeRetries(report), room) : [] },
    { label: 'Power', text: wrap(describePower(report.power), room) },
    { label: 'Gate', text: renderGate(report, options) },
    { label: 'Report', text: renderOutputs(options) },
  ];
}

function listTests(
  { notable }: StabilityReport,
  options: TerminalOptions,
): { label: string; text: string[] }[] {
  // Those that the gate counts stand together: also a suspect that never passed.
  const failing = notable.filter((test) => decideFinalOutcome(test) === 'failed');
  const select = (verdict: Verdict, most: number): string[] =>
    renderTests(
      notable.filter((test) => test.verdict === verdict && decideFinalOutcome(test) !== 'failed'),
      { ...options, most },
    );
  const flaky = select('flaky', MOST_FLAKY);
  return [
    { label: 'Failing', text: renderTests(failing, { ...options, most: MOST_FAILING }) },
    { label: 'Flaky', text: flaky },
    // One of the two, so that the screen keeps its height.
    { label: 'Suspect', text: flaky.length > 0 ? [] : select('suspect', MOST_FLAKY) },
  ];
}

/** Sentences may hold names: they are made safe before they are measured. */
function wrap(text: string, room: { width: number; lines: number }): string[] {
  return wrapWords(showOnOneLine(shortenMiddle(text, 1000)), room);
}

function renderEvidence({ ledger }: StabilityReport, width: number): string[] {
  const troubled = ledger.iterations.flatMap(({ iteration, state, files, problems }) => {
    const worst =
      problems.find(({ severity }) => severity === 'error') ??
      problems.find(({ severity }) => severity === 'warning');
    if (state === 'complete' && worst === undefined) return [];
    const why = worst === undefined ? '' : `: ${tellProblem(worst, isClear(worst, files))}`;
    return [`iteration ${iteration} ${STATE_WORDS[state]}${why}`];
  });
  const strays = ledger.problems.map((problem) => tellProblem(problem));
  const all = [...troubled, ...strays];
  const shown = all.slice(0, MOST_PROBLEMS);
  const rest = all.length - shown.length;
  const lines = shown.flatMap((line, index) => wrap(line, { width, lines: index === 0 ? 2 : 1 }));
  const more = rest > 0 ? [`… and ${plural(rest, 'more problem')}`] : [];
  return [fitEnd(describeEvidence(ledger), width), ...lines, ...more];
}

/** The iteration says enough where it has no other file, and where the note of its run tells how it ended. */
function isClear({ path }: Problem, files: readonly LedgerFile[]): boolean {
  const others = files.filter((file) => file.path !== path);
  return others.length === 0 || path?.endsWith(RUN_NOTE_NAME) === true;
}

function tellProblem({ path, message, advice }: Problem, isPathClear = false): string {
  const isSaid = path === null || isPathClear || message.includes(path);
  const where = isSaid ? '' : `${shortenMiddle(path, MOST_PATH)}: `;
  return `${where}${message}${advice === '' ? '' : ` → ${advice}`}`;
}

function renderIncidents({ incidents }: StabilityReport, width: number): string[] {
  const [first] = incidents;
  if (first === undefined) return [];
  const all = incidents.length > 1 ? `${plural(incidents.length, 'incident')}; the first: ` : '';
  return [fitEnd(`${all}${summariseIncident(first)}`, width)];
}

function renderGate({ gate }: StabilityReport, { colors, width }: TerminalOptions): string[] {
  const paint = gate.passed ? colors.green : colors.red;
  return wrap(describeGate(gate).replace(/^gate /, ''), { width, lines: 2 }).map((line) => paint(line));
}

function renderOutputs({ outputs, colors, width }: TerminalOptions): string[] {
  const [first, ...others] = outputs.map((path) => showOnOneLine(shortenMiddle(path, 1000)));
  if (first === undefined) return [];
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  // `report.html` beside `report.md` is told apart by its ending.
  const stem = first.slice(0, folder.length + first.slice(folder.length).replace(/\..*$/s, '').length);
  const names = others.map((path) => {
    if (path.startsWith(`${stem}.`)) return path.slice(stem.length);
    return path.startsWith(folder) ? path.slice(folder.length) : path;
  });
  const also = names.length === 0 ? [] : [fitEnd(`also ${joinWords(names)}`, width)];
  return [colors.cyan(fitMiddle(first, width)), ...also];
}
