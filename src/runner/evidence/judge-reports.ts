/** What can be said about the reports of an iteration before they are read. */
import { countOf, nounFor } from '../../kit/plural.ts';
import type { Problem } from '../../model/problem.ts';
import type { Ending } from '../../model/run.ts';
import type { Survey } from '../ports.ts';
import type { SeenTest } from '../../producers/preset.ts';
import { error, type Finding, warning } from './judge-ending.ts';
import { idOf } from './seen-tests.ts';
import type { OwnReports } from './watch-reports.ts';

export interface ReportFacts {
  readonly found: OwnReports;
  readonly surveys: readonly Survey[];
  readonly ending: Ending;
  /** A shell ran the command: no preset could tell it where to report. */
  readonly shell: boolean;
  /** Tests that the output names and no report has. */
  readonly missing: readonly SeenTest[];
  /** Those of them that were written to a report of ours. */
  readonly rescued: readonly SeenTest[];
}

export type PlacedFinding = Finding & Pick<Problem, 'path'>;

export function judgeReports(facts: ReportFacts): readonly PlacedFinding[] {
  return [...judgePresence(facts), ...facts.surveys.flatMap(judgeSurvey), ...judgeMissing(facts)];
}

function judgePresence({ found, ending, shell }: ReportFacts): readonly PlacedFinding[] {
  const [oldest] = found.stale;
  if (ending.kind === 'not-started') return [];
  if (oldest !== undefined) {
    const isAll = found.reports.length === 0;
    const message = `${countOf(found.stale.length, 'report')} from before the iteration ${nounFor(found.stale.length, 'was', 'were')} not written again and left aside`;
    const advice = 'Delete old reports before the run, or write to {junit}';
    return [{ code: 'stale-report', severity: isAll ? 'error' : 'note', message, advice, path: oldest }];
  }
  if (found.reports.length > 0) return [];
  const how = ending.kind === 'exited' ? `exited with ${ending.code} and ` : '';
  const message = `the command ${how}left no JUnit file`;
  const advice =
    ending.kind === 'exited' && ending.code === 0
      ? `Give the command an option that writes JUnit to ${shell ? '"{junit}"' : '{junit}, or name a --preset'}`
      : 'Read the end of its output: it ended before it wrote a report, or was not told to write one to {junit}';
  return [{ ...error('no-report', message, { advice }), path: null }];
}

function judgeSurvey({ path, bytes, cases, isComplete }: Survey): readonly PlacedFinding[] {
  if (bytes === 0)
    return [{ ...error('empty-file', 'the report is empty', { advice: 'See how the command ended' }), path }];
  if (cases > 0 || !isComplete) return [];
  const advice = 'Check the selection of tests and the end of the output';
  return [{ ...error('no-cases', 'the report has no test case', { advice }), path }];
}

function judgeMissing({ missing, rescued }: ReportFacts): readonly PlacedFinding[] {
  const written = new Set(rescued);
  return [...judgeRescued(rescued), ...judgeUnreported(missing.filter((test) => !written.has(test)))];
}

function judgeUnreported(tests: readonly SeenTest[]): readonly PlacedFinding[] {
  const [first] = tests;
  if (first === undefined) return [];
  const message = `${countOf(tests.length, 'test')} of the output ${nounFor(tests.length, 'is', 'are')} in no report, such as ${idOf(first)}`;
  const advice = 'See whether the report was written too early';
  return [{ ...warning('output-after-report', message, advice), path: null }];
}

function judgeRescued(tests: readonly SeenTest[]): readonly PlacedFinding[] {
  if (tests.length === 0) return [];
  const open = tests.filter(({ outcome }) => outcome === 'started');
  const known = tests.length - open.length;
  const names = open.slice(0, 3).map(idOf).join(', ');
  const texts = [
    ...(open.length > 0 ? [`${countOf(open.length, 'test')} did not finish: ${names}`] : []),
    ...(known > 0 ? [`the outcome of ${countOf(known, 'test')} is known from the output only`] : []),
  ];
  const advice = 'Read the end of the output; the last test started is the first suspect';
  return [{ ...error('did-not-finish', texts.join('; '), { advice }), path: null }];
}
