/** Matrix -> one judged row per test, with mass events discounted first. */
import { detectMassEvents, effectiveHistory } from '../diagnose/mass-events.ts';
import type { MassEvents } from '../model/mass-event.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import { isFirstFailure, isRun } from '../model/outcome.ts';
import type { TestRow } from '../model/stability-report.ts';
import type { Score } from '../model/verdict.ts';
import { createScorer } from '../score/scorer.ts';

export interface JudgedTests {
  readonly events: MassEvents;
  readonly matrix: StabilityMatrix;
  score(test: number): Score;
  row(test: number): TestRow;
  /** Every test in matrix order; one row at a time. */
  readonly rows: Iterable<TestRow>;
}

export function judgeTests(matrix: StabilityMatrix): JudgedTests {
  const legs = matrix.iterations.length;
  const events = detectMassEvents({
    testCount: matrix.testCount,
    legs: [legs],
    cell: (test, _night, leg) => matrix.cell(test, leg),
  });
  const scorer = createScorer({ legsPerNight: legs });
  const scoreCodes = (test: number, codes: string): Score =>
    scorer.score(effectiveHistory(codes, events.outages), events.influences(test));
  const row = (test: number): TestRow => {
    const codes = matrix.codes(test);
    return {
      ...matrix.name(test),
      ...scoreCodes(test, codes),
      codes,
      ...countRuns(codes),
      ...measureTimes(matrix, test, codes),
    };
  };
  return {
    events,
    matrix,
    score: (test) => scoreCodes(test, matrix.codes(test)),
    row,
    rows: {
      *[Symbol.iterator]() {
        for (let test = 0; test < matrix.testCount; test += 1) yield row(test);
      },
    },
  };
}

function countRuns(codes: string): { ran: number; failed: number } {
  let ran = 0;
  let failed = 0;
  for (const code of codes) {
    if (isRun(code)) ran += 1;
    if (isFirstFailure(code)) failed += 1;
  }
  return { ran, failed };
}

/** Whole microseconds: a duration is a measurement, not sixteen digits. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

function measureTimes(
  matrix: StabilityMatrix,
  test: number,
  codes: string,
): Pick<TestRow, 'medianMs' | 'spreadMs'> {
  const times: number[] = [];
  for (let column = 0; column < matrix.iterations.length; column += 1) {
    if (!isRun(codes[column] ?? '-')) continue;
    times.push(matrix.durationMs(test, column));
  }
  if (times.length === 0) return { medianMs: null, spreadMs: null };
  times.sort((a, b) => a - b);
  const upper = times[Math.floor(times.length / 2)] ?? 0;
  const lower = times[Math.floor((times.length - 1) / 2)] ?? 0;
  const spread = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return { medianMs: round((lower + upper) / 2), spreadMs: times.length < 2 ? null : round(spread) };
}
