/** The `json` output: small enough for an expression or an environment variable, whatever the night was. */
import type { StabilityReport, TestReport } from '../model/stability-report.ts';
import { takeFirstThatFits } from '../report/budget.ts';
import { roundFigure } from '../report/figures.ts';
import { shortenMiddle } from '../kit/visible.ts';

const MOST_BYTES = 99_000;
const MOST_NAME = 300;
const MOST_REASONS = 20;
const LADDER = [200, 100, 50, 20, 10, 5, 1, 0] as const;

export function renderOutputJson(report: StabilityReport): string {
  return takeFirstThatFits(
    LADDER.map((rows) => () => JSON.stringify(selectFacts(report, rows))),
    MOST_BYTES,
  );
}

/** `rows` bounds every list. */
function selectFacts(report: StabilityReport, rows: number): object {
  const { ledger, notable, incidents } = report;
  const needsPerson = notable.filter(({ verdict }) => verdict === 'failing' || verdict === 'flaky');
  const shown = needsPerson.slice(0, rows);
  return {
    schemaVersion: 1,
    verdict: report.headline,
    gate: {
      passed: report.gate.passed,
      reasons: report.gate.reasons.slice(0, Math.min(rows, MOST_REASONS)).map(cut),
    },
    counts: { tests: report.totals.tests, ...report.totals.verdicts, failures: report.totals.failures },
    expectedIterations: ledger.expected,
    iterations: ledger.iterations
      .slice(0, rows)
      .map(({ iteration, state, tests, failed }) => ({ iteration, state, tests, failed })),
    tests: shown.map(selectTest),
    testsOmitted: needsPerson.length - shown.length,
    incidents: incidents.slice(0, rows).map(({ kind, iteration, testCount, signature }) => ({
      kind,
      iteration,
      tests: testCount,
      signature: signature === null ? null : cut(signature),
    })),
  };
}

function selectTest({ id, verdict, codes, ran, failed, score, low, high }: TestReport): object {
  return {
    id: cut(id),
    verdict,
    codes: cut(codes),
    ran,
    failed,
    score: roundFigure(score),
    low: roundFigure(low),
    high: roundFigure(high),
  };
}

function cut(text: string): string {
  return shortenMiddle(text, MOST_NAME);
}
