/** The alert as plain facts for any other receiver. docs/PUBLISHING.md describes every field. */
import { shortenMiddle } from '../../kit/visible.ts';
import {
  MOST_ITERATIONS,
  MOST_TESTS,
  showShort,
  writeEvidence,
  writeTitle,
  type AlertMessage,
} from './message.ts';

const MOST_TEXT = 300;

export function writeGeneric(message: AlertMessage): object {
  const { report, context, facts } = message;
  return {
    schemaVersion: 1,
    event: 'stability-alert',
    title: writeTitle(message),
    evidence: writeEvidence(message),
    verdict: report.headline,
    gate: report.gate.passed ? 'passed' : 'failed',
    repository: context.repository,
    workflow: cut(context.workflow),
    branch: context.branch === null ? null : cut(context.branch),
    sha: context.sha,
    runId: context.runId,
    runAttempt: context.runAttempt,
    runUrl: context.runUrl,
    iterations: facts.iterations
      .slice(0, MOST_ITERATIONS)
      .map(({ evidence: { iteration, state, failed } }) => ({ iteration, state, failed })),
    iterationsOmitted: Math.max(0, facts.iterations.length - MOST_ITERATIONS),
    tests: facts.tests
      .slice(0, MOST_TESTS)
      .map(({ id, verdict, codes }) => ({ name: showShort(id), verdict, codes: cut(codes) })),
    testsOmitted: Math.max(0, facts.tests.length - MOST_TESTS),
  };
}

/** Bounded, but otherwise as it is: programs compare these. */
function cut(text: string): string {
  return shortenMiddle(text, MOST_TEXT);
}
