/** Suites as the runner sees its iterations: events while they run, evidence when they have ended. */
import { join } from 'node:path';
import type { Problem } from '../../../model/problem.ts';
import { RUN_NOTE_NAME } from '../../../model/run-note.ts';
import type { Ending, IterationRun, IterationTask, RunEvent } from '../../../model/run.ts';
import type { SuiteEvent } from '../../../suite/types/ports.ts';
import type { SuiteRun } from '../../../suite/types/result.ts';

interface Facts {
  readonly task: IterationTask;
  readonly durationMs: number;
  readonly timedOutMs: number | null;
  readonly out: string;
}

export function describeIteration(run: SuiteRun, { task, durationMs, timedOutMs, out }: Facts): IterationRun {
  const { iteration, seed } = task;
  const outcomes = run.suites.flatMap(({ tests }) => tests.map(({ outcome }) => outcome));
  const isRed = outcomes.some((outcome) => outcome === 'failed' || outcome === 'errored');
  const problem = (part: Pick<Problem, 'code' | 'severity' | 'message' | 'advice'>): Problem => ({
    ...part,
    path: join(out, RUN_NOTE_NAME),
    iteration,
  });
  const problems = run.suites.flatMap(({ name, remarks }) =>
    remarks.map((remark) =>
      problem({
        code: 'output-after-report',
        severity: 'warning',
        message: `${name}: ${remark}`,
        advice: '',
      }),
    ),
  );
  let ending: Ending = { kind: 'exited', code: isRed ? 1 : 0 };
  if (timedOutMs !== null) {
    ending = { kind: 'timed-out', afterMs: timedOutMs };
    const message = `the suites were still running after ${timedOutMs / 1000} s and were ended`;
    problems.push(
      problem({ code: 'timed-out', severity: 'error', message, advice: 'Allow more time with --timeout' }),
    );
  } else if (run.ending === 'interrupted') {
    ending = { kind: 'interrupted' };
    const message = 'the run was stopped before the suites had ended';
    problems.push(problem({ code: 'interrupted', severity: 'error', message, advice: '' }));
  }
  return { iteration, seed, ending, durationMs, reports: run.reports, problems, outputTail: run.outputTail };
}

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
