/** The tests a person should look at, worst first, with everything known about each. */
import { roundTime } from '../kit/numbers.ts';
import { estimateCost } from '../diagnose/cost.ts';
import { findHints, prepareHints, type HintContext } from '../diagnose/hints.ts';
import { buildReproCommand } from '../producers/list.ts';
import type { CaseDetail, FailureReport } from '../model/failure.ts';
import type { Ledger } from '../model/ledger.ts';
import type { TestReport, TestRow } from '../model/stability-report.ts';
import { VERDICTS } from '../model/verdict.ts';
import { readDetail } from '../parse/read-detail.ts';
import type { Causes } from './find-causes.ts';
import type { JudgedTests } from './judge-tests.ts';
import type { NamedIncidents } from './name-incidents.ts';

/** More tests than this are not read by anyone; the rest stays in the grid and the CSV. */
export const MAX_NOTABLE = 2000;
/** Bytes of failure fragments that are decoded, worst tests first. */
export const DETAIL_BUDGET = 2 << 20;
/** Looking for polluters visits every test: only for the worst. */
const MAX_HINTED = 200;

export interface ExplainInput {
  readonly judged: JudgedTests;
  readonly causes: Causes;
  readonly incidents: NamedIncidents;
  readonly ledger: Ledger;
  readonly producer: string;
  /** Tests that failed at least once. */
  readonly failed: Uint32Array;
}

export interface Explained {
  readonly notable: readonly TestReport[];
  readonly notableOmitted: number;
}

export function explainTests(input: ExplainInput): Explained {
  const { judged, failed } = input;
  const ranked = rankWorst(judged, failed);
  const context = prepareHints(judged.matrix, input.ledger.iterations);
  const budget = { left: DETAIL_BUDGET };
  const notable = ranked.slice(0, MAX_NOTABLE).map((test, index) =>
    explainTest(input, {
      test,
      row: judged.row(test),
      budget,
      context: index < MAX_HINTED ? context : null,
    }),
  );
  return { notable, notableOmitted: ranked.length - notable.length };
}

/** Worst verdict first, then the highest score, then most failures; the order of the matrix decides the rest. */
function rankWorst(judged: JudgedTests, failed: Uint32Array): number[] {
  const rank = (test: number): { verdict: number; score: number; failed: number } => {
    const judgement = judged.judge(test);
    return {
      verdict: VERDICTS.indexOf(judgement.score.verdict),
      score: judgement.score.score,
      failed: judgement.failed,
    };
  };
  return [...failed].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x.verdict - y.verdict || y.score - x.score || y.failed - x.failed || a - b;
  });
}

interface Ranked {
  readonly test: number;
  readonly row: TestRow;
}

interface Task extends Ranked {
  /** Shared by all tests. */
  readonly budget: { left: number };
  /** Null beyond the worst tests. */
  readonly context: HintContext | null;
}

function explainTest(input: ExplainInput, { test, row, budget, context }: Task): TestReport {
  const { matrix } = input.judged;
  const read = readFailures(input, test, budget);
  const cluster = input.causes.clusterOfTest.get(test) ?? null;
  const iterationsPerNight = matrix.iterations.length;
  return {
    ...row,
    durationsMs: matrix.iterations.map((_, index) => timeOf(matrix.durationMs(test, index))),
    failures: read.failures,
    failuresOmitted: matrix.evidenceOmitted(test) + read.skipped,
    properties: read.properties,
    cluster: cluster?.id ?? null,
    incidents: input.incidents.of(test),
    repro: buildReproCommand(row, input.producer),
    hints:
      context === null
        ? []
        : findHints(context, { test, runs95: row.runs95, failures: read.failures, cluster }),
    costMinutesPerMonth: row.verdict === 'flaky' ? estimateCost(row, { iterationsPerNight }) : 0,
  };
}

interface ReadFailures {
  readonly failures: FailureReport[];
  readonly properties: CaseDetail['properties'];
  readonly skipped: number;
}

function readFailures(
  { judged: { matrix } }: ExplainInput,
  test: number,
  budget: { left: number },
): ReadFailures {
  const failures: FailureReport[] = [];
  const properties = new Map<string, { name: string; value: string }>();
  let skipped = 0;
  for (const { index, attempt, fragment } of matrix.evidence(test)) {
    if (budget.left < fragment.length) {
      skipped += 1;
      continue;
    }
    budget.left -= fragment.length;
    const detail = readDetail(fragment);
    const iteration = matrix.iterations[index] ?? 0;
    const { output } = detail;
    for (const [place, failure] of detail.failures.filter(({ kind }) => kind !== 'skipped').entries()) {
      const text =
        place === 0 && output !== ''
          ? `${failure.text}\n\n--- output ---\n${output}`.trimStart()
          : failure.text;
      failures.push({ ...failure, text, iteration, attempt: attempt + place });
    }
    for (const property of detail.properties) properties.set(`${property.name}\n${property.value}`, property);
  }
  return { failures, properties: [...properties.values()], skipped };
}

function timeOf(ms: number): number | null {
  return Number.isNaN(ms) ? null : roundTime(ms);
}
