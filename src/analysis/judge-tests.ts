/** Matrix -> one judged row per test, with mass events discounted first. */
import { roundTime } from '../kit/numbers.ts';
import { detectMassEvents, effectiveHistory } from '../diagnose/mass-events.ts';
import type { MassEvents } from '../model/mass-event.ts';
import type { StabilityMatrix, TestName } from '../model/matrix.ts';
import { isFirstFailure, isRun } from '../model/outcome.ts';
import type { TestRow } from '../model/stability-report.ts';
import type { Score } from '../model/verdict.ts';
import { createScorer } from '../score/scorer.ts';

export interface JudgedTests {
  readonly events: MassEvents;
  readonly matrix: StabilityMatrix;
  /** The judgement alone; tests with equal histories share one object. */
  judge(test: number): Judgement;
  times(test: number): Times;
  /** A plain object with everything in it. */
  row(test: number): TestRow;
  /** Every test in matrix order; one row at a time. */
  readonly rows: Iterable<TestRow>;
}

export interface Judgement {
  readonly codes: string;
  readonly score: Score;
  readonly ran: number;
  readonly failed: number;
}

export type Times = Pick<TestRow, 'medianMs' | 'spreadMs'>;

export function judgeTests(matrix: StabilityMatrix): JudgedTests {
  const iterations = matrix.iterations.length;
  const events = detectMassEvents({
    testCount: matrix.testCount,
    iterations: [iterations],
    cell: (test, _night, index) => matrix.cell(test, index),
  });
  const judge = createJudge(matrix, events);
  const times = createTimer(matrix);
  const lazyRow = (test: number): TestRow =>
    new MatrixRow(matrix, test, { judgement: judge(test), times: times(test) });
  return {
    events,
    matrix,
    judge,
    times,
    row: (test) => {
      const { codes, score, ran, failed } = judge(test);
      return { ...matrix.name(test), ...score, codes, ran, failed, ...times(test) };
    },
    rows: {
      *[Symbol.iterator]() {
        for (let test = 0; test < matrix.testCount; test += 1) yield lazyRow(test);
      },
    },
  };
}

/** Most tests of a suite share a handful of histories: each is judged and counted once. */
function createJudge(matrix: StabilityMatrix, events: MassEvents): (test: number) => Judgement {
  const scorer = createScorer({ iterationsPerNight: matrix.iterations.length });
  const known = new Map<Score, Judgement>();
  return (test) => {
    const codes = matrix.codes(test);
    const score = scorer.score(effectiveHistory(codes, events.outages), events.influences(test));
    const judgement = known.get(score);
    if (judgement?.codes === codes) return judgement;
    const fresh = { codes, score, ran: count(codes, isRun), failed: count(codes, isFirstFailure) };
    known.set(score, fresh);
    return fresh;
  };
}

function count(codes: string, counts: (code: string) => boolean): number {
  let total = 0;
  for (const code of codes) if (counts(code)) total += 1;
  return total;
}

/**
 * One row of the matrix. Names are decoded when they are asked for: of two million tests nearly all are only counted.
 * Fields are written out one by one, because this runs for every test and spreading objects would cost more than all else.
 */
class MatrixRow implements TestRow {
  readonly codes: string;
  readonly ran: number;
  readonly failed: number;
  readonly medianMs: number | null;
  readonly spreadMs: number | null;
  readonly verdict: Score['verdict'];
  readonly score: number;
  readonly pFlaky: number;
  readonly pBroken: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly runs95: number;
  readonly nights95: number;
  readonly redNight: number;
  readonly hiddenRate95: number;
  private readonly matrix: StabilityMatrix;
  private readonly test: number;
  private names: TestName | null = null;

  constructor(
    matrix: StabilityMatrix,
    test: number,
    { judgement, times }: { judgement: Judgement; times: Times },
  ) {
    const { score } = judgement;
    this.codes = judgement.codes;
    this.ran = judgement.ran;
    this.failed = judgement.failed;
    this.medianMs = times.medianMs;
    this.spreadMs = times.spreadMs;
    this.verdict = score.verdict;
    this.score = score.score;
    this.pFlaky = score.pFlaky;
    this.pBroken = score.pBroken;
    this.low = score.low;
    this.median = score.median;
    this.high = score.high;
    this.runs95 = score.runs95;
    this.nights95 = score.nights95;
    this.redNight = score.redNight;
    this.hiddenRate95 = score.hiddenRate95;
    this.matrix = matrix;
    this.test = test;
  }

  private get testName(): TestName {
    return (this.names ??= this.matrix.name(this.test));
  }

  get id(): string {
    return this.testName.id;
  }

  get classname(): string {
    return this.testName.classname;
  }

  get name(): string {
    return this.testName.name;
  }

  get file(): string | null {
    return this.testName.file;
  }
}

/** Median and spread over the iterations a test ran in. One array is reused for all tests. */
function createTimer(matrix: StabilityMatrix): (test: number) => Times {
  const iterations = matrix.iterations.length;
  const sorted = new Float64Array(iterations);
  return (test) => {
    const codes = matrix.codes(test);
    let ran = 0;
    for (let index = 0; index < iterations; index += 1) {
      if (!isRun(codes[index] ?? '-')) continue;
      const time = matrix.durationMs(test, index);
      let place = ran;
      while (place > 0 && (sorted[place - 1] as number) > time) {
        sorted[place] = sorted[place - 1] as number;
        place -= 1;
      }
      sorted[place] = time;
      ran += 1;
    }
    if (ran === 0) return { medianMs: null, spreadMs: null };
    const middle = ((sorted[(ran - 1) >> 1] as number) + (sorted[ran >> 1] as number)) / 2;
    const spread = (sorted[ran - 1] as number) - (sorted[0] as number);
    return { medianMs: roundTime(middle), spreadMs: ran < 2 ? null : roundTime(spread) };
  };
}
