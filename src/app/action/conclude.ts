/** How the step ends, and an annotation that says why it is not well. */
import type { CommandEnding } from '../../edge/decide-exit.ts';
import { commands } from '../../github/actions-runtime.ts';
import { errorStack } from '../../kit/error-text.ts';
import { asInput, describeMistake, UsageError } from '../../kit/usage-error.ts';
import type { StabilityReport } from '../../model/stability-report.ts';
import { showOnOneLine } from '../../kit/visible.ts';

export function concludeReport({ gate, totals, ledger }: StabilityReport): CommandEnding {
  if (totals.tests === 0) {
    const [problem] = [...ledger.problems, ...ledger.iterations.flatMap(({ problems }) => problems)];
    const why = problem === undefined ? 'no report could be read' : `${problem.message} → ${problem.advice}`;
    commands.error(showOnOneLine(`no evidence: ${why}`), { title: 'focus-stability' });
    return { hasNoEvidence: true };
  }
  if (!gate.passed) commands.error(gate.reasons.join('; '), { title: 'focus-stability: the gate failed' });
  return { hasFailedGate: !gate.passed };
}

/** Nobody waits for it any more, and half a night is no news. */
export function concludeInterrupted(): CommandEnding {
  warn('the run was cancelled, so nothing more is published');
  return { isInterrupted: true };
}

export function concludeError(error: unknown): CommandEnding {
  if (error instanceof UsageError) {
    // One annotation: GitHub shows only the first ten of a step.
    const lines = error.mistakes.map((mistake) => describeMistake(mistake, asInput));
    commands.error(lines.join('\n'), { title: 'focus-stability: wrong input' });
  } else {
    const detail = errorStack(error);
    commands.error(`internal error, please report it with this text: ${detail}`, {
      title: 'focus-stability',
    });
  }
  return { thrown: { error } };
}

/** An output that others wait for. */
export function tellUnwritten(lines: readonly string[]): void {
  for (const line of lines)
    commands.error(line, { title: 'focus-stability: an output could not be written' });
}

/** What could not be done, and what it costs. */
export function warn(...lines: readonly string[]): void {
  for (const line of lines) commands.warning(line, { title: 'focus-stability' });
}
