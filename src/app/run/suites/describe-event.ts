/** What is seen of suites while they run. */
import type { RunEvent } from '../../../model/run.ts';
import type { SuiteEvent } from '../../../suite/types/ports.ts';

const MARKS = { passed: '✓', failed: '✗', errored: '✗', skipped: '○' } as const;

/** The counts of the live view, and one line per test where output is shown. */
export function describeEvent(event: SuiteEvent, iteration: number): RunEvent[] {
  switch (event.kind) {
    case 'test-started':
      return [{ kind: 'test-seen', iteration, id: event.id, outcome: 'started' }];
    case 'test-ended': {
      const { id, outcome, durationMs, failures } = event.result;
      const [failure] = failures;
      const why = failure === undefined ? '' : `\n    ${failure.message.split('\n')[0] ?? ''}`;
      return [
        { kind: 'test-seen', iteration, id, outcome: outcome === 'errored' ? 'failed' : outcome },
        { kind: 'output', iteration, text: `${MARKS[outcome]} ${id} ${Math.round(durationMs)} ms${why}\n` },
      ];
    }
    case 'output':
      return [{ kind: 'output', iteration, text: event.text }];
    default:
      return [];
  }
}
