/** What an alert says, before it is put into the words of an issue or a chat. */
import type { IterationEvidence } from '../model/ledger.ts';
import type { StabilityReport, TestReport } from '../model/stability-report.ts';
import { plural, STATE_WORDS } from '../report/words.ts';

export interface TroubledIteration {
  readonly evidence: IterationEvidence;
  /** `3 tests failed`, `missing`, `incomplete, 1 test failed`. */
  readonly trouble: string;
}

export interface AlertFacts {
  /** Nothing here: no alert. */
  readonly raised: boolean;
  readonly iterations: readonly TroubledIteration[];
  /** Tests that failed at least once, worst first. */
  readonly tests: readonly TestReport[];
}

/** Raised when any iteration has failures, is missing or incomplete, and when there is no iteration at all. */
export function findAlert({ ledger, notable }: StabilityReport): AlertFacts {
  const iterations = ledger.iterations.filter(isTroubled).map((evidence) => ({
    evidence,
    trouble: [
      ...(evidence.state === 'complete' ? [] : [STATE_WORDS[evidence.state]]),
      ...(evidence.failed > 0 ? [`${plural(evidence.failed, 'test')} failed`] : []),
    ].join(', '),
  }));
  return {
    raised: iterations.length > 0 || ledger.iterations.length === 0,
    iterations,
    tests: notable.filter(({ codes }) => /[FE]/.test(codes)),
  };
}

function isTroubled({ state, failed }: IterationEvidence): boolean {
  return state !== 'complete' || failed > 0;
}
