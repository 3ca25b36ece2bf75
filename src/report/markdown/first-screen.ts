/** What everybody reads: the verdict, why the gate failed, and what evidence there was. */
import type { IterationEvidence } from '../../model/ledger.ts';
import type { Problem } from '../../model/problem.ts';
import type { GateDecision, Incident, StabilityReport } from '../../model/stability-report.ts';
import { codeSpan, escapeInline } from '../escape.ts';
import { describeEvidence, describeVerdict, headlineSign } from '../sentences.ts';
import { formatCount, formatDuration, plural, STATE_WORDS } from '../words.ts';
import type { Level } from './level.ts';
import { renderRest, renderTable } from './table.ts';

const MOST_REASONS = 5;
const MOST_PROBLEMS = 5;

export function renderVerdict(report: StabilityReport): string {
  const gate = report.gate.passed ? 'gate passed' : 'gate failed';
  const headline = `## ${headlineSign(report)} ${describeVerdict(report)}`;
  return `${headline}\n\n**${describeEvidence(report.ledger)} · ${gate}${renderReasons(report.gate)}**`;
}

function renderReasons({ passed, reasons }: GateDecision): string {
  if (passed || reasons.length === 0) return '';
  const shown = reasons.slice(0, MOST_REASONS).map((reason) => escapeInline(reason, 200));
  const rest = reasons.length - shown.length;
  return `: ${[...shown, ...(rest > 0 ? [`${rest} more`] : [])].join('; ')}`;
}

/** One table row an iteration; with `problems` only those that are not simply complete. */
export function renderLedger({ ledger, incidents }: StabilityReport, level: Level): string {
  if (level.ledger === 'none') return '';
  const wanted = ledger.iterations.filter((entry) => level.ledger === 'all' || !isClean(entry));
  const most = level.ledger === 'all' ? Infinity : Math.max(level.rows, 2);
  const shown = wanted.slice(0, most);
  const table =
    shown.length === 0 ? '' : renderIterations(shown, incidents) + renderRest(wanted.length - shown.length);
  return ['### Evidence', table, renderStrays(ledger.problems, most)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function isClean(entry: IterationEvidence): boolean {
  return entry.state === 'complete' && entry.problems.length === 0;
}

function renderIterations(entries: readonly IterationEvidence[], incidents: readonly Incident[]): string {
  return renderTable(
    [
      { title: 'Iteration', align: 'right' },
      { title: 'State' },
      { title: 'Files', align: 'right' },
      { title: 'Tests', align: 'right' },
      { title: 'Failed', align: 'right' },
      { title: 'Skipped', align: 'right' },
      { title: 'Test time', align: 'right' },
      { title: 'Notes' },
    ],
    entries.map((entry) => [
      `${entry.iteration}`,
      entry.state === 'complete' ? STATE_WORDS.complete : `**${STATE_WORDS[entry.state]}**`,
      formatCount(entry.files.length),
      ...renderFigures(entry),
      [...renderNotes(entry), ...incidents.flatMap((incident) => renderHit(incident, entry.iteration))].join(
        '<br>',
      ),
    ]),
  );
}

/** A missing iteration has no figures: a zero would look like a measurement. */
function renderFigures(entry: IterationEvidence): string[] {
  if (entry.state === 'missing' || entry.state === 'unreadable') return ['–', '–', '–', '–'];
  return [
    formatCount(entry.tests),
    formatCount(entry.failed),
    formatCount(entry.skipped),
    formatDuration(entry.durationMs),
  ];
}

function renderNotes(entry: IterationEvidence): string[] {
  const notes = entry.problems.slice(0, MOST_PROBLEMS).map(renderProblem);
  if (entry.problems.length > notes.length)
    notes.push(`${entry.problems.length - notes.length} more problems`);
  if (entry.rescued > 0) notes.push(`${plural(entry.rescued, 'test')} passed only on a retry`);
  return notes;
}

function renderHit({ id, iteration, testCount }: Incident, ofIteration: number): string[] {
  if (iteration !== ofIteration) return [];
  return [`incident ${codeSpan(id, 20)}: ${plural(testCount, 'test')} failed together`];
}

/** What is wrong, where, and what to do about it. */
export function renderProblem({ path, message, advice }: Problem): string {
  const where = path === null || message.includes(path) ? '' : `${codeSpan(path)}: `;
  const remedy = advice === '' ? '' : ` → ${escapeInline(advice, 200)}`;
  return `${where}${escapeInline(message, 200)}${remedy}`;
}

function renderStrays(problems: readonly Problem[], most: number): string {
  if (problems.length === 0) return '';
  const shown = problems.slice(0, Math.min(most, 20));
  const lines = shown.map((problem) => `- ${renderProblem(problem)}`).join('\n');
  return `Files that belong to no iteration:\n\n${lines}${renderRest(problems.length - shown.length)}`;
}
