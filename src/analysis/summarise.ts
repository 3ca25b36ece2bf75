/** Counts, extremes and the headline of a night. */
import type { Ledger } from '../model/ledger.ts';
import type { Headline, TestReport, TestRow, Totals } from '../model/stability-report.ts';
import type { Verdict } from '../model/verdict.ts';
import { decideFinalOutcome } from '../model/final-outcome.ts';
import type { JudgedTests } from './judge-tests.ts';

const MAX_EXTREMES = 10;

export interface Summary {
  readonly totals: Totals;
  readonly slowest: readonly TestRow[];
  readonly mostVariable: readonly TestRow[];
  /** Tests that failed in every iteration that ran them, whatever their verdict. */
  readonly failing: number;
  readonly rescued: { readonly tests: number; readonly executions: number };
}

/** One pass over all tests. */
export function summarise(judged: JudgedTests, notable: readonly TestReport[], ledger: Ledger): Summary {
  const { matrix } = judged;
  const verdicts: Record<Verdict, number> = {
    failing: 0,
    flaky: 0,
    suspect: 0,
    new: 0,
    inconclusive: 0,
    skipped: 0,
    stable: 0,
  };
  const slowest = new Extremes();
  const mostVariable = new Extremes();
  const rescued = { tests: 0, executions: 0 };
  let failing = 0;
  for (let test = 0; test < matrix.testCount; test += 1) {
    const { codes, score, failed } = judged.judge(test);
    const { medianMs, spreadMs } = judged.times(test);
    verdicts[score.verdict] += 1;
    slowest.offer(test, medianMs ?? 0);
    mostVariable.offer(test, spreadMs ?? 0);
    if (failed === 0) continue;
    const retries = codes.split('R').length - 1;
    if (decideFinalOutcome({ codes, verdict: score.verdict }) === 'failed') failing += 1;
    rescued.executions += retries;
    if (retries > 0) rescued.tests += 1;
  }
  const sum = (pick: (iteration: Ledger['iterations'][number]) => number): number =>
    ledger.iterations.reduce((total, iteration) => total + pick(iteration), 0);
  return {
    totals: {
      tests: matrix.testCount,
      verdicts,
      failures: sum(({ failed }) => failed),
      durationMs: sum(({ durationMs }) => durationMs),
      costMinutesPerMonth: notable.reduce((total, test) => total + test.costMinutesPerMonth, 0),
    },
    slowest: slowest.tests.map((test) => judged.row(test)),
    mostVariable: mostVariable.tests.map((test) => judged.row(test)),
    failing,
    rescued,
  };
}

/** The tests with the largest figures, largest first; earlier tests win ties. */
class Extremes {
  readonly tests: number[] = [];
  private readonly figures: number[] = [];

  offer(test: number, figure: number): void {
    if (figure <= 0 || (this.tests.length === MAX_EXTREMES && figure <= (this.figures.at(-1) ?? 0))) return;
    const smaller = this.figures.findIndex((other) => other < figure);
    const place = smaller < 0 ? this.tests.length : smaller;
    this.tests.splice(place, 0, test);
    this.figures.splice(place, 0, figure);
    this.tests.length = Math.min(this.tests.length, MAX_EXTREMES);
    this.figures.length = this.tests.length;
  }
}

export interface HeadlineInput {
  readonly ledger: Ledger;
  readonly summary: Summary;
  readonly incidents: number;
}

/** The worst that applies. */
export function chooseHeadline({ ledger, summary, incidents }: HeadlineInput): Headline {
  const { verdicts, tests } = summary.totals;
  const complete = ledger.iterations.filter(({ state }) => state === 'complete').length;
  if (tests === 0) return 'no-evidence';
  if (summary.failing > 0) return 'failing';
  if (verdicts.flaky > 0) return 'flaky';
  if (incidents > 0) return 'incident';
  if (complete < ledger.iterations.length || ledger.problems.some(({ severity }) => severity === 'error'))
    return 'incomplete';
  // A suspect did fail, and nothing explains it: a night that has one is not calm, however many others are stable.
  return verdicts.suspect > 0 || verdicts.stable === 0 ? 'inconclusive' : 'stable';
}
