/** Two failure texts of one test side by side in one column: what went, what came, what stayed. */
import { plural } from '../../words.ts';
import type { FailurePayload } from '../payload.ts';
import { type DiffLine, diffLines, splitChange } from './diff-lines.ts';
import { el } from './dom.ts';
import { nameFailure, textOf } from './failure-names.ts';

/** Equal lines kept around a change; longer runs fold. */
const CONTEXT = 3;

export function createDiff(failures: readonly FailurePayload[]): HTMLElement {
  const left = createChoice('Compare', failures);
  const right = createChoice('with', failures);
  right.select.selectedIndex = Math.max(
    1,
    failures.findIndex((failure) => textOf(failure) !== textOf(failures[0])),
  );
  const summary = el('p', { class: 'dim', role: 'status' });
  const box = el('div', { class: 'diff-lines', role: 'region', tabindex: 0, 'aria-label': 'Difference' });
  const show = (): void => {
    const before = failures[left.select.selectedIndex];
    const after = failures[right.select.selectedIndex];
    const diff = drawDiff(textOf(before), textOf(after));
    summary.textContent = diff.summary;
    box.replaceChildren(...diff.lines);
    box.hidden = diff.lines.length === 0;
  };
  left.select.addEventListener('change', show);
  right.select.addEventListener('change', show);
  show();
  return el(
    'div',
    { class: 'diff' },
    el('p', { class: 'diff-choice' }, left.label, right.label),
    summary,
    box,
  );
}

function createChoice(
  word: string,
  failures: readonly FailurePayload[],
): { label: HTMLElement; select: HTMLSelectElement } {
  const select = el('select', {}, ...failures.map((failure) => el('option', {}, nameFailure(failure))));
  return { label: el('label', {}, `${word} `, select), select };
}

/** What is to be said about the difference, and its lines. */
function drawDiff(before: string, after: string): { summary: string; lines: HTMLElement[] } {
  if (before === after) return { summary: 'The two texts are identical.', lines: [] };
  const { lines, exact } = diffLines(before.split(/\r?\n/), after.split(/\r?\n/));
  const counts = `${plural(countKind(lines, 'removed'), 'line')} removed, ${countKind(lines, 'added')} added.`;
  const limit = exact
    ? ''
    : ' The texts are too long to compare line by line: all that differs is one block.';
  return { summary: counts + limit, lines: foldLines(lines) };
}

function countKind(lines: readonly DiffLine[], kind: DiffLine['kind']): number {
  return lines.filter((line) => line.kind === kind).length;
}

function foldLines(lines: readonly DiffLine[]): HTMLElement[] {
  const parts: HTMLElement[] = [];
  for (let start = 0; start < lines.length;) {
    let end = start;
    const same = lines[start]?.kind === 'same';
    while (end < lines.length && (lines[end]?.kind === 'same') === same) end += 1;
    const run = lines.slice(start, end);
    if (same) parts.push(...foldSame(run, { atStart: start === 0, atEnd: end === lines.length }));
    else parts.push(...drawChange(run));
    start = end;
  }
  return parts;
}

function foldSame(
  run: readonly DiffLine[],
  { atStart, atEnd }: { atStart: boolean; atEnd: boolean },
): HTMLElement[] {
  const head = atStart ? 0 : CONTEXT;
  const tail = atEnd ? 0 : CONTEXT;
  const hidden = run.slice(head, run.length - tail);
  if (hidden.length < 4) return run.map(drawSame);
  const fold = el('button', { type: 'button', class: 'fold' }, `${hidden.length} equal lines`);
  fold.addEventListener('click', () => fold.replaceWith(...hidden.map(drawSame)));
  return [...run.slice(0, head).map(drawSame), fold, ...run.slice(run.length - tail).map(drawSame)];
}

function drawSame(line: DiffLine): HTMLElement {
  return drawLine('same', line.text);
}

function drawChange(run: readonly DiffLine[]): HTMLElement[] {
  const removed = run.filter((line) => line.kind === 'removed');
  const added = run.filter((line) => line.kind === 'added');
  const pairs = removed.length === added.length;
  const draw = (line: DiffLine, other: DiffLine | undefined): HTMLElement => {
    if (!pairs || !other) return drawLine(line.kind, line.text);
    const [head, middle, , tail] = splitChange(line.text, other.text);
    const alike = head.trim().length + tail.trim().length > 0;
    return alike ? drawLine(line.kind, head, el('mark', {}, middle), tail) : drawLine(line.kind, line.text);
  };
  return [
    ...removed.map((line, index) => draw(line, added[index])),
    ...added.map((line, index) => draw(line, removed[index])),
  ];
}

const SIGNS = { same: ' ', removed: '−', added: '+' } as const;

function drawLine(kind: DiffLine['kind'], ...text: readonly (Node | string)[]): HTMLElement {
  const sign = el('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[kind]);
  const word = kind === 'same' ? null : el('span', { class: 'sr' }, `${kind}: `);
  return el('div', { class: `diff-line ${kind}` }, sign, word, el('span', {}, ...text));
}
