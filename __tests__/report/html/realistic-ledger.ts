/** Four iterations of five: the second cut off, the third missing, the fourth hit by an outage. */
import type { Ledger } from '../../../src/model/ledger.ts';
import { buildIteration } from '../../helpers/report-builder.ts';

export function buildRealisticLedger(tests: number): Ledger {
  const full = { tests, passed: tests - 133, failed: 12, skipped: 121 };
  return {
    expected: 5,
    problems: [],
    iterations: [
      buildIteration(1, { ...full, durationMs: 1_534_000 }),
      buildIteration(2, {
        ...full,
        state: 'incomplete',
        tests: tests - 499,
        failed: 33,
        durationMs: 1_498_000,
        problems: [
          {
            code: 'truncated',
            severity: 'error',
            path: 'results-2.xml',
            iteration: 2,
            message: 'The file ends inside test case 19,502 at byte 4,812,334',
            advice: 'Look whether the iteration was cancelled or the upload was cut; run it again',
          },
          {
            code: 'count-mismatch',
            severity: 'warning',
            path: 'results-2.xml',
            iteration: 2,
            message: 'The suite declares 20,000 tests and the file holds 19,501',
            advice: '',
          },
        ],
      }),
      buildIteration(3, {
        state: 'missing',
        files: [],
        tests: 0,
        passed: 0,
        failed: 0,
        skipped: 0,
        durationMs: 0,
        hostname: null,
        timestamp: null,
        problems: [
          {
            code: 'missing-iteration',
            severity: 'error',
            path: null,
            iteration: 3,
            message: 'No report was found for iteration 3',
            advice: 'Check that the iteration uploads its report with `if: always()`',
          },
        ],
      }),
      buildIteration(4, { ...full, failed: 424, passed: tests - 545, durationMs: 1_702_000 }),
      buildIteration(5, {
        ...full,
        rescued: 6,
        durationMs: 1_518_000,
        problems: [
          {
            code: 'reruns-on',
            severity: 'note',
            path: 'results-5.xml',
            iteration: 5,
            message: '6 tests passed only on a retry',
            advice: 'They count as failed here',
          },
        ],
      }),
    ],
  };
}
