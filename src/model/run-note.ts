/**
 * A small file that the runner leaves beside the reports of an iteration: how it ended. Reports alone cannot tell that
 * a suite was killed, so the note travels with them to whoever compares the iterations, on any machine.
 */
import { RUN_PROBLEM_CODES, type Problem } from './problem.ts';
import type { IterationRun } from './run.ts';
import { isCount, isShaped, isText, listOf, parseJson, type Guard } from '../kit/shape.ts';

export const RUN_NOTE_NAME = 'focus-stability.json';
/** A larger file is none of ours. */
export const RUN_NOTE_BYTES = 256 * 1024;
const MOST_PROBLEMS = 50;
const MOST_CHARACTERS = 2000;

interface NotedProblem {
  readonly code: Problem['code'];
  readonly severity: Problem['severity'];
  readonly message: string;
  readonly advice: string;
}

interface RunNote {
  readonly schemaVersion: 1;
  readonly iteration: number;
  readonly problems: readonly NotedProblem[];
}

const SEVERITIES = ['error', 'warning', 'note'] as const;

const isNote = isShaped<RunNote>({
  schemaVersion: (value): value is 1 => value === 1,
  iteration: isCount,
  problems: listOf(
    isShaped<NotedProblem>({
      code: isOneOf(RUN_PROBLEM_CODES),
      severity: isOneOf(SEVERITIES),
      message: isText,
      advice: isText,
    }),
  ),
});

function isOneOf<const W extends string>(words: readonly W[]): Guard<W> {
  return (value): value is W => words.some((word) => word === value);
}

/** What reading the reports will tell anyway is left out. */
export function writeRunNote({ iteration, seed, ending, durationMs, problems }: IterationRun): string {
  const known: ReadonlySet<string> = new Set(RUN_PROBLEM_CODES);
  const own = problems
    .filter(({ code }) => known.has(code))
    .map(({ code, severity, message, advice }) => ({ code, severity, message, advice }));
  return `${JSON.stringify({ schemaVersion: 1, iteration, seed, ending, durationMs, problems: own }, null, 1)}\n`;
}

/** What lies there until the iteration has ended: should we be killed, the evidence still says so. */
export function writeOpenNote(iteration: number): string {
  const problem: NotedProblem = {
    code: 'killed',
    severity: 'error',
    message: 'focus-stability itself was ended before the iteration was',
    advice: 'Look at the log of the machine: a time limit of the job, or want of memory',
  };
  return `${JSON.stringify({ schemaVersion: 1, iteration, problems: [problem] }, null, 1)}\n`;
}

/** `text` is the content of `path`, from anywhere. Null when it is no note of this version. */
export function readRunNote(text: string, path: string): Problem[] | null {
  const note = parseJson(text);
  if (!isNote(note)) return null;
  const { iteration } = note;
  return note.problems.slice(0, MOST_PROBLEMS).map(({ code, severity, message, advice }) => ({
    code,
    severity,
    path,
    iteration,
    message: message.slice(0, MOST_CHARACTERS),
    advice: advice.slice(0, MOST_CHARACTERS),
  }));
}
