/** Failure texts of one test, bounded, with iterations that failed alike told once. */
import { nounFor } from '../../kit/plural.ts';
import type { FailureReport } from '../../model/failure.ts';
import { fence } from '../escape.ts';
import { shortenMiddle } from '../../kit/visible.ts';
import { joinNumbers } from '../words.ts';
import type { Level } from './level.ts';

const MOST_LINE_LENGTH = 300;

const KIND_WORDS: Readonly<Record<FailureReport['kind'], string>> = {
  failure: 'failed',
  error: 'errored',
  flakyFailure: 'failed, then passed on a retry',
  flakyError: 'errored, then passed on a retry',
  rerunFailure: 'failed, and so did the retry',
  rerunError: 'errored, and so did the retry',
  skipped: 'skipped',
};

interface Alike {
  readonly failure: FailureReport;
  readonly iterations: number[];
}

/** Failures with the same kind and text, in order of first appearance. */
export function groupAlike(failures: readonly FailureReport[]): Alike[] {
  const groups: Alike[] = [];
  for (const failure of failures) {
    const group = groups.find((known) => isAlike(known.failure, failure));
    if (group === undefined) groups.push({ failure, iterations: [failure.iteration] });
    else if (!group.iterations.includes(failure.iteration)) group.iterations.push(failure.iteration);
  }
  return groups;
}

function isAlike(a: FailureReport, b: FailureReport): boolean {
  return a.kind === b.kind && a.type === b.type && a.message === b.message && a.text === b.text;
}

export function renderExcerpt({ failure, iterations }: Alike, { excerptLines }: Level): string {
  const where = `${nounFor(iterations.length, 'Iteration')} ${joinNumbers(iterations)}`;
  return `${where}: ${KIND_WORDS[failure.kind]}\n\n${fence(cutLines(textOf(failure), excerptLines))}`;
}

/** Most texts repeat the message; it is put in front only where they do not. */
function textOf({ type, message, text }: FailureReport): string {
  const start = message.split('\n', 1)[0] ?? '';
  if (text !== '' && text.includes(start)) return text.replace(/^\n+|\s+$/g, '');
  const title = [type, message].filter((part) => part !== '').join(': ');
  return [title, text].filter((part) => part !== '').join('\n\n') || 'no text was reported';
}

/** Keeps the beginning (what was tried) and more of the end (what went wrong). */
function cutLines(text: string, most: number): string {
  const lines = text.split('\n');
  const kept = lines.length <= most ? lines : keepEnds(lines, most);
  return kept.map((line) => shortenMiddle(line, MOST_LINE_LENGTH)).join('\n');
}

function keepEnds(lines: readonly string[], most: number): string[] {
  const tail = Math.ceil((most - 1) * 0.6);
  const head = most - 1 - tail;
  const gap = `… ${lines.length - head - tail} lines left out …`;
  return [...lines.slice(0, head), gap, ...lines.slice(lines.length - tail)];
}
