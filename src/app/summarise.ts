/** Counts, extremes and the headline of a night. */
import type { Ledger } from '../model/ledger.ts';
import type { Headline, TestReport, TestRow, Totals } from '../model/stability-report.ts';
import type { Verdict } from '../model/verdict.ts';
import type { JudgedTests } from './judge-tests.ts';

const MAX_EXTREMES = 10;

export interface Summary {
  readonly totals: Totals;
  readonly slowest: readonly TestRow[];
  readonly mostVariable: readonly TestRow[];
  /** Tests of which every execution failed. */
  readonly neverPassed: number;
  readonly rescued: { readonly tests: number; readonly executions: number };
}

/** One pass over all tests. */
export function summarise(judged: JudgedTests, notable: readonly TestReport[], ledger: Ledger): Summary {
  const verdicts: Record<Verdict, number> = {
    failing: 0,
    flaky: 0,
    suspect: 0,
    new: 0,
    inconclusive: 0,
    skipped: 0,
    stable: 0,
  };
  const slowest = new Extremes(({ medianMs }) => medianMs);
  const mostVariable = new Extremes(({ spreadMs }) => spreadMs);
  const rescued = { tests: 0, executions: 0 };
  let neverPassed = 0;
  let tests = 0;
  for (const row of judged.rows) {
    tests += 1;
    verdicts[row.verdict] += 1;
    slowest.offer(row);
    mostVariable.offer(row);
    if (row.failed === 0) continue;
    const retries = row.codes.split('R').length - 1;
    if (row.failed === row.ran && retries === 0) neverPassed += 1;
    rescued.executions += retries;
    if (retries > 0) rescued.tests += 1;
  }
  const sum = (pick: (iteration: Ledger['iterations'][number]) => number): number =>
    ledger.iterations.reduce((total, iteration) => total + pick(iteration), 0);
  return {
    totals: {
      tests,
      verdicts,
      failures: sum(({ failed }) => failed),
      durationMs: sum(({ durationMs }) => durationMs),
      costMinutesPerMonth: notable.reduce((total, test) => total + test.costMinutesPerMonth, 0),
    },
    slowest: slowest.list,
    mostVariable: mostVariable.list,
    neverPassed,
    rescued,
  };
}

/** The rows with the largest figures, largest first; earlier tests win ties. */
class Extremes {
  readonly list: TestRow[] = [];
  private readonly figure: (row: TestRow) => number | null;

  constructor(figure: (row: TestRow) => number | null) {
    this.figure = figure;
  }

  offer(row: TestRow): void {
    const value = this.figure(row) ?? 0;
    const last = this.list.at(-1);
    if (value <= 0 || (this.list.length === MAX_EXTREMES && value <= (this.figure(last ?? row) ?? 0))) return;
    const place = this.list.findIndex((other) => (this.figure(other) ?? 0) < value);
    this.list.splice(place < 0 ? this.list.length : place, 0, row);
    this.list.length = Math.min(this.list.length, MAX_EXTREMES);
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
  if (summary.neverPassed > 0) return 'failing';
  if (verdicts.flaky > 0) return 'flaky';
  if (incidents > 0) return 'incident';
  if (complete < ledger.iterations.length || ledger.problems.some(({ severity }) => severity === 'error'))
    return 'incomplete';
  return verdicts.stable === 0 ? 'inconclusive' : 'stable';
}
