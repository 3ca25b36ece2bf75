/**
 * Does a list of tests make the victim fail? Answered by as many runs as the wanted certainty takes: a sequential
 * probability ratio test (A. Wald, 1945) between "fails as often as alone" and "fails as often as in the full order".
 */
export interface FailureCount {
  readonly runs: number;
  readonly failed: number;
}

/** Runs the tests in this order, each time in a new process; true when the victim failed. */
export type RunTests = (ids: readonly string[]) => Promise<boolean>;

/** The search cannot go on. */
export class BisectHalted extends Error {
  readonly why: 'out-of-runs' | 'interrupted';

  constructor(why: 'out-of-runs' | 'interrupted') {
    super(why);
    this.why = why;
  }
}

/** The question has no answer, for a reason that only running or reading the tests could show. A message for people. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface Examiner {
  /** Runs a list until it was run `times`, and tells how often it failed. Runs of earlier questions count. */
  repeat(ids: readonly string[], times: number): Promise<FailureCount>;
  /** Fixes what is compared: the failures alone and in the full order. */
  calibrate(alone: FailureCount, full: FailureCount): void;
  /** True: fails as in the full order. `certainty`: odds that the answer is right; 1 takes a single run. */
  fails(ids: readonly string[], certainty: number): Promise<boolean>;
  runs(): number;
}

export interface ExaminerPorts {
  readonly runTests: RunTests;
  readonly maxRuns: number;
  readonly signal: AbortSignal;
  /** Called after each run. */
  readonly onRun: (ids: readonly string[], failed: boolean) => void;
}

/** Its questions throw BisectHalted when the runs are used up or the signal says stop. */
export function createExaminer({ runTests, maxRuns, signal, onRun }: ExaminerPorts): Examiner {
  const tallies = new Map<string, FailureCount>();
  let runs = 0;
  let odds = { failed: 0, passed: 0 };

  const tallyOf = (ids: readonly string[]): FailureCount =>
    tallies.get(JSON.stringify(ids)) ?? { runs: 0, failed: 0 };
  const runOnce = async (ids: readonly string[]): Promise<FailureCount> => {
    if (signal.aborted) throw new BisectHalted('interrupted');
    if (runs >= maxRuns) throw new BisectHalted('out-of-runs');
    const failed = await runTests(ids);
    if (signal.aborted) throw new BisectHalted('interrupted');
    runs += 1;
    const before = tallyOf(ids);
    const after = { runs: before.runs + 1, failed: before.failed + (failed ? 1 : 0) };
    tallies.set(JSON.stringify(ids), after);
    onRun(ids, failed);
    return after;
  };

  return {
    runs: () => runs,
    async repeat(ids, times) {
      let tally = tallyOf(ids);
      while (tally.runs < times) tally = await runOnce(ids);
      return tally;
    },
    calibrate(alone, full) {
      odds = compareRates(alone, full);
    },
    async fails(ids, certainty) {
      const bound = Math.log(certainty);
      let tally = tallyOf(ids);
      for (;;) {
        const evidence = tally.failed * odds.failed + (tally.runs - tally.failed) * odds.passed;
        if (tally.runs > 0 && Math.abs(evidence) >= bound) return evidence > 0;
        tally = await runOnce(ids);
      }
    },
  };
}

/** Logarithm of the likelihood ratio that one failed and one passed run carry. Half a case is added to each side. */
function compareRates(alone: FailureCount, full: FailureCount): { failed: number; passed: number } {
  const rate = ({ runs, failed }: FailureCount): number => (failed + 0.5) / (runs + 1);
  const [low, high] = [rate(alone), rate(full)];
  return { failed: Math.log(high / low), passed: Math.log((1 - high) / (1 - low)) };
}
