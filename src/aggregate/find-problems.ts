/** What is wrong with the evidence of one iteration, beyond what reading its files told. */
import type { FileFacts } from '../model/case-sink.ts';
import { countOf } from '../kit/plural.ts';
import type { Problem } from '../model/problem.ts';
import type { ReportFile } from '../model/report-file.ts';
import type { ReportTally } from './matrix-builder.ts';

/** An iteration with fewer of its siblings' tests than this is not the same suite any more. */
export const FULL_SHARE = 0.95;

/** One report after it was read. */
export interface ReadReport {
  readonly file: ReportFile;
  readonly facts: FileFacts;
  readonly problems: readonly Problem[];
  readonly tally: ReportTally;
}

export function findFileProblems({ file, tally }: ReadReport): Problem[] {
  const place = { path: file.path, iteration: file.iteration };
  const problems: Problem[] = [];
  if (tally.cutCase !== null) {
    problems.push({
      ...place,
      code: 'truncated',
      severity: 'error',
      message: `the last case has no result: ${tally.cutCase}`,
      advice: 'It was being written when the file ended',
    });
  }
  if (tally.overlapping > 0) {
    problems.push({
      ...place,
      code: 'overlapping-files',
      severity: 'warning',
      message: `${countOf(tally.overlapping, 'test')} had a result in another file of iteration ${file.iteration} already`,
      advice:
        'If these are two iterations, give --iteration-pattern; as one, a failure in any of the files counts',
    });
  }
  return problems;
}

export interface IterationFacts {
  readonly iteration: number;
  readonly reports: readonly ReadReport[];
  /** What was collected already says why there is no report. */
  readonly isExplained: boolean;
  /** Tests of the iteration, and how many of them were skipped. */
  readonly count: { readonly tests: number; readonly skipped: number };
  /** Tests of every iteration that has any, this one among them, ascending. */
  readonly sizes: readonly number[];
  readonly dropped: number;
  readonly retried: number;
}

export function findIterationProblems(facts: IterationFacts): Problem[] {
  const { iteration, reports, isExplained, count } = facts;
  if (reports.length === 0) return isExplained ? [] : [describeMissing(iteration)];
  if (reports.every((report) => report.facts.state === 'unreadable')) return [];
  const found = [
    ...judgeOutcomes(count),
    ...judgeRetries(facts),
    ...judgeSize(facts),
    ...judgeDropped(facts),
  ];
  return found.map((finding) => placeFinding(finding, iteration));
}

type Finding = Pick<Problem, 'code' | 'severity' | 'message' | 'advice'>;

function placeFinding(finding: Finding, iteration: number): Problem {
  return { path: null, iteration, ...finding };
}

function describeMissing(iteration: number): Problem {
  return {
    path: null,
    iteration,
    code: 'missing-iteration',
    severity: 'error',
    message: `iteration ${iteration} left no report`,
    advice: 'Look at the log of that iteration: it was not started, died, or uploaded nothing',
  };
}

function judgeOutcomes({ tests, skipped }: IterationFacts['count']): Finding[] {
  if (tests === 0) {
    return [
      {
        code: 'no-cases',
        severity: 'error',
        message: 'no test case was reported',
        advice: 'Check the selection of tests and the log of the run',
      },
    ];
  }
  if (skipped !== tests) return [];
  return [
    {
      code: 'all-skipped',
      severity: 'error',
      message: tests === 1 ? 'the only test was skipped' : `all ${tests} tests were skipped`,
      advice: 'A skipped suite proves nothing: find the condition that skips it, often an unreachable server',
    },
  ];
}

function judgeRetries({ retried }: IterationFacts): Finding[] {
  if (retried === 0) return [];
  return [
    {
      code: 'reruns-on',
      severity: 'note',
      message: `retries were on: ${countOf(retried, 'test')} had more than one attempt`,
      advice: 'Switch retries off in stability runs; they hide flakes',
    },
  ];
}

function judgeSize({ count: { tests }, sizes }: IterationFacts): Finding[] {
  const typical = medianOfOthers(sizes, tests);
  if (tests === 0 || tests >= typical) return [];
  return [
    {
      code: 'fewer-cases',
      severity: tests < FULL_SHARE * typical ? 'error' : 'warning',
      message: `${countOf(tests, 'test')} reported, its siblings have ${typical} (median)`,
      advice: 'The run was cut short or selected other tests: compare the logs',
    },
  ];
}

function judgeDropped({ dropped }: IterationFacts): Finding[] {
  if (dropped === 0) return [];
  return [
    {
      code: 'limit-reached',
      severity: 'warning',
      message: `${countOf(dropped, 'further result')} of names that occur more than a thousand times not kept`,
      advice: 'Give the tests names of their own',
    },
  ];
}

/**
 * Median of the others, the upper one of two: tests are lost, never gained, so where half of the siblings are small too
 * the large ones show what the suite is. `sizes` ascending, `own` one of them; 0 without others.
 */
function medianOfOthers(sizes: readonly number[], own: number): number {
  const middle = Math.floor((sizes.length - 1) / 2);
  return (middle < sizes.indexOf(own) ? sizes[middle] : sizes[middle + 1]) ?? 0;
}
